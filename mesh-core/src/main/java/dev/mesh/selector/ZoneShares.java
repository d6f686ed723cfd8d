package dev.mesh.selector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import dev.mesh.cluster.Node;

/**
 * How a caller is to share its calls among the zones so that, if all callers call alike,
 * all instances get their weight's part and as few calls as possible leave their zone,
 * and of those as few as possible their region.
 * <p>
 * A zone has a part of the callers and a part of the instances' weight. Where the latter
 * is the smaller, the difference is what the zone lacks and its callers send elsewhere;
 * where it is the greater, the difference is what the zone has to spare. What is lacking
 * is taken from the zones of the region first, by what each has to spare, and from other
 * regions by what they have left.
 */
final class ZoneShares {

	private final Map<Place, Double> callers = new LinkedHashMap<>();

	private final Map<Place, Double> instances = new LinkedHashMap<>();

	private ZoneShares(Candidates candidates, Place own) {
		for (Node member : candidates.members()) {
			this.callers.merge(Place.of(member), 1.0, Double::sum);
		}
		this.callers.putIfAbsent(own, 1.0);
		for (Candidate candidate : candidates.all()) {
			this.instances.merge(Place.of(candidate.node()), candidate.weight(), Double::sum);
		}
		normalize(this.callers);
		normalize(this.instances);
	}

	private static void normalize(Map<Place, Double> parts) {
		double sum = parts.values().stream().mapToDouble(Double::doubleValue).sum();
		parts.replaceAll((place, part) -> part / sum);
	}

	/**
	 * Return the shares of a caller.
	 * @param candidates who calls and who is called
	 * @param own where the caller is
	 * @return the part of its calls by zone, for zones that get any; the own zone first
	 */
	static Map<Place, Double> of(Candidates candidates, Place own) {
		ZoneShares zones = new ZoneShares(candidates, own);
		double kept = Math.min(1, zones.instances(own) / zones.callers(own));
		double near = (1 - kept) * zones.coveredWithin(own);
		Map<Place, Double> shares = new LinkedHashMap<>();
		shares.put(own, kept);
		zones.divide(near, (place) -> place.isNear(own) && !place.equals(own), zones::spare, shares);
		zones.divide(1 - kept - near, (place) -> !place.isNear(own), zones::left, shares);
		shares.values().removeIf((share) -> share <= 0);
		return shares;
	}

	private void divide(double share, Predicate<Place> among, ToDoubleFunction<Place> part, Map<Place, Double> shares) {
		double sum = this.instances.keySet().stream().filter(among).mapToDouble(part).sum();
		for (Place place : this.instances.keySet()) {
			if (among.test(place) && part.applyAsDouble(place) > 0) {
				shares.put(place, share * part.applyAsDouble(place) / sum);
			}
		}
	}

	/** What a zone has to spare for other regions. */
	private double left(Place place) {
		double spare = spareWithin(place);
		return (spare > 0) ? spare(place) * (1 - Math.min(1, lackWithin(place) / spare)) : 0;
	}

	private double instances(Place place) {
		return this.instances.getOrDefault(place, 0.0);
	}

	private double callers(Place place) {
		return this.callers.getOrDefault(place, 0.0);
	}

	private double spare(Place place) {
		return Math.max(0, instances(place) - callers(place));
	}

	private double lack(Place place) {
		return Math.max(0, callers(place) - instances(place));
	}

	private double spareWithin(Place place) {
		return this.instances.keySet().stream().filter(place::isNear).mapToDouble(this::spare).sum();
	}

	private double lackWithin(Place place) {
		return this.callers.keySet().stream().filter(place::isNear).mapToDouble(this::lack).sum();
	}

	/** The part of what its zones lack that a region has to spare itself. */
	private double coveredWithin(Place place) {
		double lack = lackWithin(place);
		return (lack > 0) ? Math.min(1, spareWithin(place) / lack) : 1;
	}

}
