package dev.mesh.demo.currency;

import java.util.List;

import dev.mesh.demo.money.Money;

/**
 * Converted amounts.
 *
 * @param amounts the results, in the order of the arguments
 * @param servedBy the node that answered
 */
public record Conversion(List<Money> amounts, String servedBy) {

}
