package dev.mesh.demo.catalog;

import java.util.List;

import dev.mesh.demo.money.Money;

/**
 * Something to buy.
 *
 * @param sku the stock-keeping unit
 * @param name the name
 * @param category the category it is filed under
 * @param price the price in euro
 * @param description two sentences
 * @param grams the weight when packed
 * @param tags words that tell what it goes with
 */
public record Product(String sku, String name, String category, Money price, String description, int grams,
		List<String> tags) {

}
