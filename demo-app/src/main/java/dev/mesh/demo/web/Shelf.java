package dev.mesh.demo.web;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.demo.catalog.Catalog;
import dev.mesh.demo.catalog.Product;
import dev.mesh.demo.catalog.Products;
import dev.mesh.demo.currency.Conversion;
import dev.mesh.demo.currency.ExchangeRates;
import dev.mesh.demo.inventory.Inventory;
import dev.mesh.demo.inventory.StockLevels;

import org.springframework.stereotype.Component;

/**
 * Shows products with their price and stock.
 */
@Component
class Shelf {

	private final Catalog catalog;

	private final ExchangeRates rates;

	private final Inventory inventory;

	Shelf(Catalog catalog, ExchangeRates rates, Inventory inventory) {
		this.catalog = catalog;
		this.rates = rates;
		this.inventory = inventory;
	}

	List<ProductView> search(String category, String text, String currency) {
		return show(this.catalog.search(category, text).products(), currency);
	}

	Product product(String sku) {
		Products found = this.catalog.find(List.of(sku));
		if (found.products().isEmpty()) {
			throw new NotFoundException("There is no product '" + sku + "'. GET /api/products lists those there are.");
		}
		return found.products().get(0);
	}

	List<ProductView> show(List<Product> products, String currency) {
		Conversion prices = this.rates.convert(products.stream().map(Product::price).toList(), currency);
		StockLevels stock = this.inventory.levels(products.stream().map(Product::sku).toList());
		List<ProductView> views = new ArrayList<>(products.size());
		for (int i = 0; i < products.size(); i++) {
			Product product = products.get(i);
			views.add(
					ProductView.of(product, prices.amounts().get(i), stock.available().getOrDefault(product.sku(), 0)));
		}
		return views;
	}

}
