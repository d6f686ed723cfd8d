package dev.mesh.demo.recommendation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.catalog.Catalog;
import dev.mesh.demo.catalog.Product;
import dev.mesh.demo.storage.Database;
import dev.mesh.spring.MeshService;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Ranks by resemblance (a shared category counts two, each shared tag three) plus what
 * was viewed one after the other. The number of views is damped by its logarithm, so that
 * a fashion does not drown what fits.
 */
@MeshService(name = "recommendation")
class CoViewRecommendations implements Recommendations {

	private static final double SAME_CATEGORY = 2;

	private static final double SAME_TAG = 3;

	private static final double VIEWED_TOGETHER = 2;

	private final Catalog catalog;

	private final Database database;

	private final NodeName node;

	CoViewRecommendations(Catalog catalog, Database database, NodeName node) {
		this.catalog = catalog;
		this.database = database;
		this.node = node;
	}

	@Override
	public Suggestions suggest(List<String> skus, int limit) {
		List<Product> all = this.catalog.search("", "").products();
		List<Product> shown = all.stream().filter((product) -> skus.contains(product.sku())).toList();
		Map<String, Long> views = viewedWith(skus);
		Map<String, Double> scores = new HashMap<>();
		for (Product candidate : all) {
			scores.put(candidate.sku(), score(candidate, shown, views.getOrDefault(candidate.sku(), 0L)));
		}
		List<String> best = all.stream()
			.map(Product::sku)
			.filter((sku) -> !skus.contains(sku))
			.sorted(Comparator.comparing(scores::get).reversed())
			.limit(limit)
			.toList();
		return new Suggestions(best, this.node.get());
	}

	@Override
	public void viewed(String user, String sku) {
		this.database.write((jdbc) -> {
			Optional<String> last = jdbc.sql("select sku from last_view where user_id = :user")
				.param("user", user)
				.query(String.class)
				.optional();
			last.filter((other) -> !other.equals(sku)).ifPresent((other) -> {
				// In one order always, so that two transactions cannot wait on each
				// other.
				boolean inOrder = sku.compareTo(other) < 0;
				count(jdbc, inOrder ? sku : other, inOrder ? other : sku);
				count(jdbc, inOrder ? other : sku, inOrder ? sku : other);
			});
			return jdbc.sql("""
					insert into last_view (user_id, sku) values (:user, :sku)
					on conflict (user_id) do update set sku = excluded.sku""")
				.param("user", user)
				.param("sku", sku)
				.update();
		});
	}

	private static void count(JdbcClient jdbc, String sku, String other) {
		jdbc.sql("""
				insert into co_view (sku, other, views) values (:sku, :other, 1)
				on conflict (sku, other) do update set views = co_view.views + 1""")
			.param("sku", sku)
			.param("other", other)
			.update();
	}

	private Map<String, Long> viewedWith(List<String> skus) {
		if (skus.isEmpty()) {
			return Map.of();
		}
		Map<String, Long> views = new HashMap<>();
		this.database.read()
			.sql("select other, sum(views) as views from co_view where sku in (:skus) group by other")
			.param("skus", skus)
			.query((row) -> {
				views.put(row.getString("other"), row.getLong("views"));
			});
		return views;
	}

	private static double score(Product candidate, List<Product> shown, long views) {
		double score = VIEWED_TOGETHER * Math.log1p((double) views);
		for (Product product : shown) {
			score += product.category().equals(candidate.category()) ? SAME_CATEGORY : 0;
			score += SAME_TAG * candidate.tags().stream().filter(product.tags()::contains).count();
		}
		return score;
	}

}
