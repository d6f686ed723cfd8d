package dev.mesh.demo.ads;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.storage.DataFile;
import dev.mesh.spring.MeshService;

/**
 * The ads of {@code data/ads.json}.
 */
@MeshService(name = "ads")
class ContextAds implements Ads {

	private final List<Copy> copies;

	private final AtomicInteger turn = new AtomicInteger();

	private final NodeName node;

	ContextAds(DataFile data, NodeName node) {
		this.copies = List.of(data.read("ads.json", Copy[].class));
		this.node = node;
	}

	@Override
	public Ad pick(List<String> context) {
		long best = this.copies.stream().mapToLong((copy) -> copy.matches(context)).max().orElse(0);
		Copy[] fitting = this.copies.stream().filter((copy) -> copy.matches(context) == best).toArray(Copy[]::new);
		Copy chosen = fitting[Math.floorMod(this.turn.getAndIncrement(), fitting.length)];
		return new Ad(chosen.text(), chosen.sku(), this.node.get());
	}

	/**
	 * One ad of the file.
	 *
	 * @param text one line
	 * @param sku where it leads
	 * @param words the pages it fits
	 */
	record Copy(String text, String sku, List<String> words) {

		long matches(List<String> context) {
			return this.words.stream().filter(context::contains).count();
		}

	}

}
