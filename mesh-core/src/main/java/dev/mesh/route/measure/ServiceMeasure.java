package dev.mesh.route.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is measured of one service, by version.
 */
public final class ServiceMeasure {

	private static final int MAX_VERSIONS = 64;

	private final Map<String, VersionMeasure> versions = new ConcurrentHashMap<>();

	private final VersionMeasure shadow = new VersionMeasure();

	private final MirrorMeasure mirror = new MirrorMeasure();

	/** Of versions beyond the bound, whose numbers nobody can look at. */
	private final VersionMeasure surplus = new VersionMeasure();

	ServiceMeasure() {
	}

	/**
	 * Return where the calls to a version are counted, to be kept.
	 * @param version the canonical version
	 * @return the same place for the same version
	 */
	public VersionMeasure version(String version) {
		VersionMeasure known = this.versions.get(version);
		if (known != null) {
			return known;
		}
		return (this.versions.size() < MAX_VERSIONS)
				? this.versions.computeIfAbsent(version, (name) -> new VersionMeasure()) : this.surplus;
	}

	/**
	 * Return the versions that are counted apart: the first of those that were asked for.
	 * @return the places by version
	 */
	public Map<String, VersionMeasure> versions() {
		return Map.copyOf(this.versions);
	}

	/**
	 * Return where calls that are repeated on a shadow version are counted, apart from
	 * those that somebody waits for.
	 * @return the place
	 */
	public VersionMeasure shadow() {
		return this.shadow;
	}

	/**
	 * Return where it is counted what comes of repeating calls.
	 * @return the place
	 */
	public MirrorMeasure mirror() {
		return this.mirror;
	}

	/**
	 * Return what was counted since the node was made.
	 * @return the counts
	 */
	public ServiceCounts counts() {
		Map<String, VersionCounts> counts = new TreeMap<>();
		this.versions.forEach((version, measure) -> counts.put(version, measure.counts()));
		return new ServiceCounts(counts, this.shadow.counts(), this.mirror.counts());
	}

}
