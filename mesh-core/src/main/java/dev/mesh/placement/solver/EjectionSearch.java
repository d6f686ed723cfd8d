package dev.mesh.placement.solver;

import java.util.SplittableRandom;

/**
 * Places what is missing by moving others out of the way, who in turn may move others: an
 * ejection chain. A chain stands if what is missing afterwards matters less. One that
 * leaves it as it was is sometimes followed too, to see what comes next.
 */
final class EjectionSearch {

	private static final int DEPTH = 3;

	/** How many hosts are tried for each link of a chain. */
	private static final int BREADTH = 6;

	private final State state;

	private final Model model;

	private final Construction construction;

	private final Companions companions;

	private final SplittableRandom random;

	private long stepsLeft;

	EjectionSearch(State state, Construction construction, SplittableRandom random) {
		this.state = state;
		this.model = state.model;
		this.construction = construction;
		this.companions = new Companions(state);
		this.random = random;
	}

	/**
	 * Search.
	 * @param steps how many hosts to look at
	 */
	void run(long steps) {
		this.stepsLeft = steps;
		this.state.forget();
		int[] least = this.state.missing();
		int best = this.state.mark();
		while (this.stepsLeft > 0 && this.state.missingTotal() > 0) {
			this.stepsLeft--;
			if (!follow(this.random.nextInt(4) == 0)) {
				continue;
			}
			if (this.state.compareMissing(least) < 0) {
				least = this.state.missing();
				best = this.state.mark();
			}
		}
		this.state.rollback(best);
		this.state.forget();
	}

	/** Follows one chain for a missing instance; tells whether anything has changed. */
	private boolean follow(boolean sideways) {
		int service = drawMissing();
		int[] allowed = this.model.allowed[service];
		if (allowed.length == 0) {
			return false;
		}
		int mark = this.state.mark();
		int[] before = this.state.missing();
		int host = allowed[this.random.nextInt(allowed.length)];
		if (force(service, host, DEPTH)) {
			int compared = this.state.compareMissing(before);
			if (compared < 0 || (compared == 0 && sideways)) {
				return true;
			}
		}
		this.state.rollback(mark);
		return false;
	}

	/** Draws a service of which something is missing, mostly one that matters most. */
	private int drawMissing() {
		int drawn = -1;
		int drawnRank = Integer.MAX_VALUE;
		int seen = 0;
		boolean any = this.random.nextInt(3) == 0;
		for (int service = 0; service < this.model.serviceCount(); service++) {
			if (this.state.missing(service) > 0) {
				int rank = any ? 0 : this.model.rank(service, this.state.counts.total(service));
				if (rank < drawnRank) {
					drawnRank = rank;
					seen = 0;
				}
				if (rank == drawnRank && this.random.nextInt(++seen) == 0) {
					drawn = service;
				}
			}
		}
		return drawn;
	}

	/**
	 * Put a missing instance on a host, whoever must go for it, and find other places for
	 * those. Leaves a mess if it fails.
	 */
	private boolean force(int service, int host, int depth) {
		this.stepsLeft -= 1 + this.model.allowed[service].length / 16;
		if (this.state.counts.at(service, host) >= this.model.limit[service][host]) {
			return false;
		}
		int start = this.state.mark();
		if (!this.state.zoneTakes(service, host) && !freeZone(service, host)) {
			return false;
		}
		while (!this.state.neighbours.allows(service, host)) {
			if (!ejectRival(service, host)) {
				return false;
			}
		}
		while (!this.state.fits(service, host)) {
			if (!ejectHeavy(service, host)) {
				return false;
			}
		}
		this.state.add(service, host);
		if (!this.companions.satisfy(host, true)) {
			return false;
		}
		dropUnmet(start);
		replace(start, depth);
		return true;
	}

	/** Takes one of the service's own instances out of the zone. */
	private boolean freeZone(int service, int host) {
		int zone = this.model.geography.zone[host];
		for (int other : this.state.counts.sortedHosts(service)) {
			if (this.model.geography.zone[other] == zone && other != host) {
				this.state.remove(service, other);
				return true;
			}
		}
		return false;
	}

	/** Takes away one that a NEVER keeps apart from the service. */
	private boolean ejectRival(int service, int host) {
		for (int rival : this.state.counts.sortedServices(host)) {
			if (rival != service && this.model.hardBiases.exclude(service, rival)) {
				this.state.remove(rival, host);
				return true;
			}
		}
		return false;
	}

	/** Takes away one that takes room: the one that matters least, or any. */
	private boolean ejectHeavy(int service, int host) {
		int drawn = -1;
		int drawnRank = -1;
		int seen = 0;
		boolean any = this.random.nextInt(2) == 0;
		for (int i = 0; i < this.state.counts.serviceCount(host); i++) {
			int other = this.state.counts.service(host, i);
			if (other == service || this.model.demand[other] == 0) {
				continue;
			}
			int rank = any ? 0 : this.model.rank(other, this.state.counts.total(other) - 1);
			if (rank > drawnRank) {
				drawnRank = rank;
				seen = 0;
			}
			if (rank == drawnRank && this.random.nextInt(++seen) == 0) {
				drawn = other;
			}
		}
		if (drawn < 0) {
			return false;
		}
		this.state.remove(drawn, host);
		return true;
	}

	/** Takes away whoever misses somebody since the mark. */
	private void dropUnmet(int start) {
		boolean dropped = true;
		while (this.state.unmet() > 0 && dropped) {
			dropped = false;
			for (int step = start; step < this.state.mark() && !dropped; step++) {
				int host = this.state.hostOfStep(step);
				for (int service : this.state.counts.sortedServices(host)) {
					if (this.state.neighbours.isUnmet(service, host)) {
						this.state.remove(service, host);
						dropped = true;
						break;
					}
				}
			}
		}
	}

	/** Finds other places for those that were taken away since the mark. */
	private void replace(int start, int depth) {
		int end = this.state.mark();
		for (int step = start; step < end; step++) {
			int service = this.state.serviceOfStep(step);
			while (this.state.missing(service) > 0 && this.construction.place(service)) {
				this.stepsLeft -= 1 + this.model.allowed[service].length / 8;
			}
			if (this.state.missing(service) > 0 && depth > 0) {
				chain(service, depth - 1);
			}
		}
	}

	private void chain(int service, int depth) {
		int[] allowed = this.model.allowed[service];
		for (int i = 0; i < BREADTH && this.stepsLeft > 0; i++) {
			int mark = this.state.mark();
			int[] before = this.state.missing();
			if (force(service, allowed[this.random.nextInt(allowed.length)], depth)
					&& this.state.compareMissing(before) < 0) {
				return;
			}
			this.state.rollback(mark);
		}
	}

}
