package dev.mesh.route.measure;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted of one service.
 *
 * @param versions by canonical version
 * @param shadow of the calls that were repeated on a shadow version
 * @param mirror what came of repeating them
 */
public record ServiceCounts(Map<String, VersionCounts> versions, VersionCounts shadow, MirrorCounts mirror) {

	/**
	 * Nothing.
	 */
	public static final ServiceCounts NONE = new ServiceCounts(Map.of(), VersionCounts.NONE, MirrorCounts.NONE);

	public ServiceCounts {
		versions = Map.copyOf(versions);
	}

	/**
	 * Return what was counted of one version.
	 * @param version the canonical version
	 * @return the counts
	 */
	public VersionCounts of(String version) {
		return this.versions.getOrDefault(version, VersionCounts.NONE);
	}

	/**
	 * Return what was added since.
	 * @param earlier what was there before
	 * @return the difference
	 */
	public ServiceCounts since(ServiceCounts earlier) {
		Map<String, VersionCounts> added = new TreeMap<>();
		this.versions.forEach((version, counts) -> added.put(version, counts.since(earlier.of(version))));
		return new ServiceCounts(added, this.shadow.since(earlier.shadow), this.mirror.since(earlier.mirror));
	}

	/**
	 * Add up.
	 * @param other more of it
	 * @return all of it
	 */
	public ServiceCounts plus(ServiceCounts other) {
		Map<String, VersionCounts> all = new TreeMap<>(this.versions);
		other.versions.forEach((version, counts) -> all.merge(version, counts, VersionCounts::plus));
		return new ServiceCounts(all, this.shadow.plus(other.shadow), this.mirror.plus(other.mirror));
	}

}
