package dev.mesh.demo.recommendation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.catalog.Catalog;
import dev.mesh.demo.catalog.Product;
import dev.mesh.demo.storage.Database;
import dev.mesh.spring.MeshService;

/**
 * Ranks as the first version does, but shows no more than two products of one category
 * before it has shown two of all others.
 */
@MeshService(name = "recommendation", version = "2")
class DiverseRecommendations implements Recommendations {

	private static final int OF_ONE_CATEGORY = 2;

	private static final int ALL = 1000;

	private final CoViewRecommendations ranking;

	private final Catalog catalog;

	DiverseRecommendations(Catalog catalog, Database database, NodeName node) {
		this.ranking = new CoViewRecommendations(catalog, database, node);
		this.catalog = catalog;
	}

	@Override
	public Suggestions suggest(List<String> skus, int limit) {
		Map<String, String> categories = new HashMap<>();
		for (Product product : this.catalog.search("", "").products()) {
			categories.put(product.sku(), product.category());
		}
		Suggestions ranked = this.ranking.suggest(skus, ALL);
		Map<String, Integer> shown = new HashMap<>();
		List<String> first = new ArrayList<>();
		List<String> later = new ArrayList<>();
		for (String sku : ranked.skus()) {
			int count = shown.merge(categories.getOrDefault(sku, ""), 1, Integer::sum);
			((count <= OF_ONE_CATEGORY) ? first : later).add(sku);
		}
		first.addAll(later);
		return new Suggestions(first.stream().limit(limit).toList(), ranked.servedBy());
	}

	@Override
	public void viewed(String user, String sku) {
		this.ranking.viewed(user, sku);
	}

}
