/**
 * Card payments, charged at most once per order.
 */
@NullMarked
package dev.mesh.demo.payment;

import org.jspecify.annotations.NullMarked;
