package dev.mesh.demo.shipping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import dev.mesh.demo.money.Money;

/**
 * The carrier's price list, {@code data/shipping.json}.
 *
 * @param distances kilometres from the warehouse by country
 * @param zones the zones, nearest first
 * @param steps the weight steps, lightest first
 */
record Tariff(Map<String, Integer> distances, List<Zone> zones, List<Step> steps) {

	Money price(Parcel parcel) {
		return new Money(step(parcel.grams()).price().multiply(zone(parcel.country()).factor()), "EUR");
	}

	int days(Parcel parcel) {
		return zone(parcel.country()).days();
	}

	private Zone zone(String country) {
		Integer distance = this.distances.get(country);
		if (distance == null) {
			throw new NotDeliverableException(
					"Nothing is delivered to '" + country + "'. Use one of " + this.distances.keySet() + ".");
		}
		return this.zones.stream()
			.filter((zone) -> distance <= zone.upToKilometres())
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No zone reaches " + distance + " km: add one"));
	}

	private Step step(int grams) {
		return this.steps.stream()
			.filter((step) -> grams <= step.upToGrams())
			.findFirst()
			.orElseThrow(() -> new NotDeliverableException("A parcel of " + grams + " g is too heavy, the limit is "
					+ this.steps.get(this.steps.size() - 1).upToGrams() + " g. Order less at once."));
	}

	/**
	 * Countries about as far away.
	 *
	 * @param upToKilometres the farthest
	 * @param factor on the price of the step
	 * @param days how long it takes
	 */
	record Zone(int upToKilometres, BigDecimal factor, int days) {

	}

	/**
	 * Parcels about as heavy.
	 *
	 * @param upToGrams the heaviest
	 * @param price in euro, in the nearest zone
	 */
	record Step(int upToGrams, BigDecimal price) {

	}

}
