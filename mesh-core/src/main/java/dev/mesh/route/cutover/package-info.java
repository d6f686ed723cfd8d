/**
 * How one version takes over from another under watch: what is asked, what was seen and
 * what follows from it. No threads; everything here is immutable.
 */
@NullMarked
package dev.mesh.route.cutover;

import org.jspecify.annotations.NullMarked;
