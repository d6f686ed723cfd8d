package dev.mesh.demo.inventory;

import java.util.Map;

/**
 * What is in stock.
 *
 * @param available how many of each product
 * @param servedBy the node that answered
 */
public record StockLevels(Map<String, Integer> available, String servedBy) {

}
