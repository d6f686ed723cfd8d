/**
 * Turns a cart into an order, or undoes every step it took.
 */
@NullMarked
package dev.mesh.demo.checkout;

import org.jspecify.annotations.NullMarked;
