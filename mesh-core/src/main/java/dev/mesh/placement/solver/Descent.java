package dev.mesh.placement.solver;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Moves one instance after another, or those tied together, to where they cost less,
 * until no such move is left. Since every move that is worth it is taken, and taking one
 * only makes moves away from the new place dearer once it is the current one, a second
 * descent from the result moves nothing.
 * <p>
 * After a pass over all instances only those are looked at again that a move has given a
 * reason to go: who shares the host that took an instance, and those whom it attracts.
 * What has become cheaper elsewhere shows in the next pass over all, and the last is one
 * in which nothing moves.
 */
final class Descent {

	private final State state;

	private final Model model;

	private final Companions companions;

	private final Shortlist shortlist;

	private final CheapestHost cheapest;

	/**
	 * The heaviest first: an empty node gets its share of the load in the fewest moves.
	 */
	private final int[] order;

	private int movesLeft;

	private int pass;

	/** By service: the last pass in which it or somebody who attracts it moved. */
	private final int[] stirred;

	/** By host: the last pass in which it took an instance. */
	private final int[] joined;

	/** The cheapest place for a group so far, and what all costs with it there. */
	private int best;

	private long least;

	Descent(State state, Shortlist shortlist, int maxMoves) {
		this.state = state;
		this.model = state.model;
		this.companions = new Companions(state);
		this.shortlist = shortlist;
		this.cheapest = new CheapestHost(state, shortlist);
		this.movesLeft = maxMoves;
		this.stirred = new int[this.model.serviceCount()];
		this.joined = new int[this.model.hostCount()];
		this.order = IntStream.range(0, this.model.serviceCount())
			.boxed()
			.sorted(Comparator.comparingLong((Integer service) -> -this.model.load.size[service]))
			.mapToInt(Integer::intValue)
			.toArray();
	}

	void run() {
		boolean all = true;
		boolean done = false;
		while (!done && this.movesLeft > 0) {
			this.shortlist.refresh();
			boolean moved = pass(all);
			this.state.forget();
			done = all && !moved;
			all = !moved;
		}
	}

	private boolean pass(boolean all) {
		this.pass++;
		boolean moved = false;
		for (int service : this.order) {
			boolean stir = all || this.stirred[service] >= this.pass - 1;
			for (int host : this.state.counts.sortedHosts(service)) {
				moved |= (stir || this.joined[host] >= this.pass - 1) && moveAway(service, host);
			}
		}
		return moved;
	}

	private boolean moveAway(int service, int host) {
		if (this.movesLeft > 0 && (moveAlone(service, host)
				|| (this.model.hardBiases.bound[service] && moveTogether(service, host)))) {
			this.movesLeft--;
			return true;
		}
		return false;
	}

	private boolean moveAlone(int service, int from) {
		int mark = this.state.mark();
		long before = this.state.cost();
		this.state.remove(service, from);
		int to = (this.state.unmet() > 0) ? -1 : this.cheapest.find(service, from, before - this.state.cost());
		if (to < 0) {
			this.state.rollback(mark);
			return false;
		}
		this.state.add(service, to);
		moved(service, to);
		return true;
	}

	private void moved(int service, int to) {
		this.joined[to] = this.pass;
		this.stirred[service] = this.pass;
		for (int peer : this.model.attraction.peers[service]) {
			this.stirred[peer] = this.pass;
		}
	}

	private boolean moveTogether(int service, int from) {
		if (this.state.counts.at(service, from) == 0) {
			return false;
		}
		int[] tied = this.companions.tiedTo(service, from);
		if (tied.length == 1) {
			return false;
		}
		int mark = this.state.mark();
		this.least = this.state.cost();
		this.best = -1;
		this.shortlist.look(service);
		for (int i = 0; i < this.shortlist.attractiveCount(); i++) {
			tryTogether(tied, from, this.shortlist.attractive(i), mark);
		}
		for (int host : this.shortlist.others()) {
			if (!this.shortlist.isAttractive(host)) {
				tryTogether(tied, from, host, mark);
			}
		}
		if (this.best < 0) {
			return false;
		}
		shift(tied, from, this.best);
		for (int each : tied) {
			moved(each, this.best);
		}
		return true;
	}

	private void tryTogether(int[] tied, int from, int to, int mark) {
		if (to != from && shift(tied, from, to) && (this.state.cost() < this.least
				|| (this.state.cost() == this.least && this.best >= 0 && to < this.best))) {
			this.least = this.state.cost();
			this.best = to;
		}
		this.state.rollback(mark);
	}

	private boolean shift(int[] tied, int from, int to) {
		for (int service : tied) {
			this.state.remove(service, from);
		}
		for (int service : tied) {
			if (!this.state.canAdd(service, to)) {
				return false;
			}
			this.state.add(service, to);
		}
		return this.state.unmet() == 0;
	}

}
