package dev.mesh.demo.catalog;

import java.util.List;

import dev.mesh.rpc.MeshCall;

/**
 * The products.
 */
public interface Catalog {

	/**
	 * Search.
	 * @param category a category, or empty for all
	 * @param text words that name, description or tags must contain, or empty
	 * @return what matches, in the catalog's order
	 */
	@MeshCall(idempotent = true)
	Products search(String category, String text);

	/**
	 * Look up products.
	 * @param skus their stock-keeping units
	 * @return those that exist, in the order asked for
	 */
	@MeshCall(idempotent = true)
	Products find(List<String> skus);

}
