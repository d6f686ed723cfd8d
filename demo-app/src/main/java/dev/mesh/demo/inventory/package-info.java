/**
 * What is in stock, and what of it is reserved for an order.
 */
@NullMarked
package dev.mesh.demo.inventory;

import org.jspecify.annotations.NullMarked;
