package dev.mesh.selector;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Draws the zone and then the instance.
 */
final class ZoneAwareSelection implements Selection {

	/** Below this many calls an instance of mean weight is not crowded. */
	private static final double CROWD = 8;

	/** How much idler it must be further away for the way to be worth it. */
	private static final double WORTH = 2;

	private final Candidates candidates;

	private final List<Tier> tiers;

	private final Group all;

	private final Group beyond;

	private final double meanWeight;

	ZoneAwareSelection(Candidates candidates, List<Tier> tiers, Group beyond) {
		this.candidates = candidates;
		this.tiers = List.copyOf(tiers);
		this.all = Group.all(candidates);
		this.beyond = beyond;
		this.meanWeight = candidates.all().stream().mapToDouble(Candidate::weight).average().orElse(1);
	}

	@Override
	public int select(Choice choice) {
		Tier tier = draw();
		int one = tier.zone().draw();
		if (!choice.isOpen(one)) {
			return wider(tier, choice);
		}
		int other = tier.zone().drawOpen(choice, one);
		int picked = (other == NONE
				|| Burden.isLighter(this.candidates.get(one), this.candidates.get(other), choice.nanoTime())) ? one
						: other;
		return tier.own() ? spilled(picked, choice) : picked;
	}

	/** A zone without a share is not drawn, and gets calls when others are closed. */
	@Override
	public Opinion opinion(int index, Choice choice) {
		Opinion light = Burden.opinion(this.candidates.get(index), choice.nanoTime());
		for (Tier tier : this.tiers) {
			if (tier.zone().has(index)) {
				return new Opinion(light.score() * tier.share(),
						"its zone gets " + Math.round(tier.share() * 100) + " % of this node's calls; " + light.why());
			}
		}
		return new Opinion(0, "its zone gets no calls of this node while nearer ones have room; " + light.why());
	}

	private Tier draw() {
		double place = ThreadLocalRandom.current().nextDouble();
		for (Tier tier : this.tiers) {
			place -= tier.share();
			if (place < 0) {
				return tier;
			}
		}
		return this.tiers.get(this.tiers.size() - 1);
	}

	/**
	 * The share of one that is closed goes to the region, and from there to all: given to
	 * those beside it, it would flood the last one that is open.
	 */
	private int wider(Tier tier, Choice choice) {
		boolean near = choice.isOpen(tier.region().draw());
		int picked = near ? LighterOfTwo.pick(this.candidates, tier.region(), choice) : NONE;
		return (picked != NONE) ? picked : LighterOfTwo.pick(this.candidates, this.all, choice);
	}

	private int spilled(int picked, Choice choice) {
		double crowd = crowd(picked, choice.nanoTime());
		if (crowd <= CROWD) {
			return picked;
		}
		int other = this.beyond.drawOpen(choice);
		return (other != NONE && crowd > WORTH * crowd(other, choice.nanoTime()) + CROWD) ? other : picked;
	}

	/** Latency is left out: it is the way, which is longer to other zones. */
	private double crowd(int index, long now) {
		Candidate candidate = this.candidates.get(index);
		return Burden.calls(candidate, now) * this.meanWeight / candidate.weight();
	}

	/**
	 * A zone that the caller's calls go to.
	 *
	 * @param share the part of its calls, 0 to 1
	 * @param own whether it is the caller's zone
	 * @param zone the candidates in it
	 * @param region the candidates in its region
	 */
	record Tier(double share, boolean own, Group zone, Group region) {

	}

}
