/**
 * Amounts of money, exact to the minor unit of their currency.
 */
@NullMarked
package dev.mesh.demo.money;

import org.jspecify.annotations.NullMarked;
