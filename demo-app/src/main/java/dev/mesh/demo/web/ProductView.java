package dev.mesh.demo.web;

import dev.mesh.demo.catalog.Product;
import dev.mesh.demo.money.Money;

/**
 * A product as the API shows it.
 *
 * @param sku the stock-keeping unit
 * @param name the name
 * @param category the category
 * @param description two sentences
 * @param price for one, in the currency asked for
 * @param picture where the picture is
 * @param inStock how many there are
 */
record ProductView(String sku, String name, String category, String description, Money price, String picture,
		int inStock) {

	static ProductView of(Product product, Money price, int inStock) {
		return new ProductView(product.sku(), product.name(), product.category(), product.description(), price,
				"/pictures/" + product.sku() + ".svg", inStock);
	}

}
