package dev.mesh.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;

/**
 * Spreads the calls of a node over zones by {@link ZoneShares} and within each to the
 * lighter of two.
 */
final class ZoneAware implements NodeSelector {

	@Override
	public Selection prepare(Candidates candidates) {
		Node caller = candidates.caller();
		long places = candidates.all().stream().map(ZoneAware::place).distinct().count();
		if (caller == null || places < 2) {
			return new LeastLoaded().prepare(candidates);
		}
		Place own = Place.of(caller);
		List<ZoneAwareSelection.Tier> tiers = new ArrayList<>();
		for (Map.Entry<Place, Double> share : ZoneShares.of(candidates, own).entrySet()) {
			Place place = share.getKey();
			tiers.add(new ZoneAwareSelection.Tier(share.getValue(), place.equals(own),
					Group.where(candidates, (index) -> place(candidates.get(index)).equals(place)),
					Group.where(candidates, (index) -> place(candidates.get(index)).isNear(place))));
		}
		return new ZoneAwareSelection(candidates, tiers, beyond(candidates, own));
	}

	/**
	 * Where the own zone spills over to: its region, or all if that has no other zone.
	 */
	private static Group beyond(Candidates candidates, Place own) {
		Group near = Group.where(candidates, (index) -> {
			Place place = place(candidates.get(index));
			return place.isNear(own) && !place.equals(own);
		});
		return near.isEmpty() ? Group.where(candidates, (index) -> !place(candidates.get(index)).equals(own)) : near;
	}

	private static Place place(Candidate candidate) {
		return Place.of(candidate.node());
	}

}
