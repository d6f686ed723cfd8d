package dev.mesh.demo.web;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.demo.ads.Ad;
import dev.mesh.demo.ads.Ads;
import dev.mesh.demo.catalog.Catalog;
import dev.mesh.demo.catalog.Product;
import dev.mesh.demo.currency.ExchangeRates;
import dev.mesh.demo.currency.Quote;
import dev.mesh.demo.recommendation.Recommendations;
import dev.mesh.demo.recommendation.Suggestions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is for sale.
 */
@RestController
@RequestMapping("/api")
class ProductController {

	private static final int SUGGESTIONS = 4;

	private final Shelf shelf;

	private final Catalog catalog;

	private final ExchangeRates rates;

	private final Recommendations recommendations;

	private final Ads ads;

	ProductController(Shelf shelf, Catalog catalog, ExchangeRates rates, Recommendations recommendations, Ads ads) {
		this.shelf = shelf;
		this.catalog = catalog;
		this.rates = rates;
		this.recommendations = recommendations;
		this.ads = ads;
	}

	@GetMapping("/products")
	List<ProductView> products(@RequestParam(defaultValue = "") String category,
			@RequestParam(name = "q", defaultValue = "") String text,
			@RequestParam(defaultValue = "EUR") String currency) {
		return this.shelf.search(category, text, Input.currency(currency));
	}

	@GetMapping("/products/{sku}")
	ProductView product(@PathVariable String sku, @RequestParam(defaultValue = "EUR") String currency) {
		return this.shelf.show(List.of(this.shelf.product(sku)), Input.currency(currency)).get(0);
	}

	@GetMapping("/products/{sku}/recommendations")
	Recommended recommendations(@PathVariable String sku, @RequestParam(defaultValue = "EUR") String currency) {
		this.shelf.product(sku);
		Suggestions suggestions = this.recommendations.suggest(List.of(sku), SUGGESTIONS);
		List<Product> products = this.catalog.find(suggestions.skus()).products();
		return new Recommended(this.shelf.show(products, Input.currency(currency)), suggestions.servedBy());
	}

	@GetMapping("/products/{sku}/ad")
	Ad ad(@PathVariable String sku) {
		Product product = this.shelf.product(sku);
		List<String> context = new ArrayList<>(product.tags());
		context.add(product.category());
		return this.ads.pick(context);
	}

	@PostMapping("/products/{sku}/views")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void viewed(@PathVariable String sku, @RequestBody View view) {
		this.recommendations.viewed(Input.user(Input.required("user", view.user())), this.shelf.product(sku).sku());
	}

	@GetMapping("/currencies")
	List<Quote> currencies() {
		return this.rates.currencies().quotes();
	}

	/**
	 * Recommended products.
	 *
	 * @param products the best first
	 * @param servedBy the node that chose them
	 */
	record Recommended(List<ProductView> products, String servedBy) {

	}

	/**
	 * A user looked at a product.
	 *
	 * @param user who
	 */
	record View(@Nullable String user) {

	}

}
