/**
 * What each user is about to buy. An order claims the lines of a cart, once.
 */
@NullMarked
package dev.mesh.demo.cart;

import org.jspecify.annotations.NullMarked;
