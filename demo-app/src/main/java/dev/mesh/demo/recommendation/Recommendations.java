package dev.mesh.demo.recommendation;

import java.util.List;

import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.MeshKey;

/**
 * What else a user may like.
 */
public interface Recommendations {

	/**
	 * Recommend.
	 * @param skus what is on the page or in the cart; never recommended itself
	 * @param limit how many at most
	 * @return the best first
	 */
	@MeshCall(idempotent = true)
	Suggestions suggest(List<String> skus, int limit);

	/**
	 * Learn that a user looked at a product.
	 * @param user who
	 * @param sku the product
	 */
	void viewed(@MeshKey String user, String sku);

}
