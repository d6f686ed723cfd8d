package dev.mesh.demo.ads;

import java.util.List;

import dev.mesh.rpc.MeshCall;

/**
 * Advertising.
 */
public interface Ads {

	/**
	 * Pick the ad that shares most words with the page; among equals they take turns.
	 * @param context words of the page: categories and tags
	 * @return one ad
	 */
	@MeshCall(idempotent = true)
	Ad pick(List<String> context);

}
