package dev.mesh.demo.catalog;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.storage.DataFile;
import dev.mesh.spring.MeshService;

/**
 * The catalog of {@code data/products.json}.
 */
@MeshService(name = "catalog")
class FileCatalog implements Catalog {

	private final Map<String, Product> products;

	private final NodeName node;

	private final Hiccup hiccup;

	FileCatalog(DataFile data, NodeName node, Hiccup hiccup) {
		this.products = Arrays.stream(data.read("products.json", Product[].class))
			.collect(Collectors.toMap(Product::sku, Function.identity(), (first, second) -> {
				throw new IllegalStateException("Two products have the sku '" + first.sku() + "': rename one");
			}, LinkedHashMap::new));
		this.node = node;
		this.hiccup = hiccup;
	}

	@Override
	public Products search(String category, String text) {
		List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+", -1))
			.filter((word) -> !word.isEmpty())
			.toList();
		return answer(this.products.values()
			.stream()
			.filter((product) -> category.isEmpty() || product.category().equals(category))
			.filter((product) -> words.stream().allMatch(words(product)::contains))
			.toList());
	}

	@Override
	public Products find(List<String> skus) {
		return answer(skus.stream().map(this.products::get).filter(Objects::nonNull).toList());
	}

	private Products answer(List<Product> found) {
		this.hiccup.beforeAnswer();
		return new Products(found, this.node.get());
	}

	private static String words(Product product) {
		return String
			.join(" ", product.name(), product.category(), product.description(), String.join(" ", product.tags()))
			.toLowerCase(Locale.ROOT);
	}

}
