/**
 * One line of advertising that fits what is on the page.
 */
@NullMarked
package dev.mesh.demo.ads;

import org.jspecify.annotations.NullMarked;
