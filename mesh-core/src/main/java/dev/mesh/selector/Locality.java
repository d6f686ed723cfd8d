package dev.mesh.selector;

/**
 * Keeps calls near: on the calling node where the service is live there, else in its
 * zone, else in its region. No nearer than is fair: a zone with fewer instances than
 * callers keeps only what its instances can take without getting more than those of other
 * zones, the share of an instance that takes no calls is not heaped on its neighbours,
 * and what waits at a crowded instance nearby spills over to an idle one further away.
 * Among the instances of one distance it is {@link LeastLoaded}. The default.
 */
public final class Locality implements NodeSelector {

	private final NodeSelector tiers = new LocalFirst(new ZoneAware());

	@Override
	public Selection prepare(Candidates candidates) {
		return this.tiers.prepare(candidates);
	}

	@Override
	public boolean prefersLocal() {
		return true;
	}

}
