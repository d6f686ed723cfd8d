/**
 * What else a user may like: what others viewed together, then what resembles it.
 */
@NullMarked
package dev.mesh.demo.recommendation;

import org.jspecify.annotations.NullMarked;
