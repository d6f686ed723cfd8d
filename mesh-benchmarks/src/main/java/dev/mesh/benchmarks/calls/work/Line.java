package dev.mesh.benchmarks.calls.work;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * One line of an order.
 *
 * @param sku what is ordered
 * @param quantity how many of it
 * @param price the price of one
 */
public record Line(String sku, int quantity, BigDecimal price) implements Serializable {

}
