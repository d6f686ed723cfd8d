package dev.mesh.placement.solver;

import java.util.Arrays;

/**
 * What draws a service to the hosts of others: the calls between them, and the wish of
 * either for the other's company. Next to nobody who attracts it, an instance costs the
 * same on all hosts of a zone but for their load, or more where it avoids somebody. What
 * it saves next to others is at most what is said here.
 */
final class Attraction {

	/**
	 * A tag that more services bear or prefer is on most hosts anyway, and does not make
	 * each of them a peer.
	 */
	private static final int CROWD = 64;

	/** By service: who attracts it, ascending. */
	final int[][] peers;

	/** By service and peer: what it saves to be where the peer is. */
	final long[][] once;

	/** By service and peer: what it saves for each of the peer's instances there. */
	final long[][] each;

	/** By service and peer: what it saves next to as many of the peer as there can be. */
	final long[][] most;

	/**
	 * By service: what an instance pays that has none of those it prefers, less what it
	 * saves at most with crowds.
	 */
	final long[] alone;

	private final Model model;

	private final Draft draft;

	Attraction(Model model) {
		int services = model.serviceCount();
		this.model = model;
		this.peers = new int[services][];
		this.once = new long[services][];
		this.each = new long[services][];
		this.most = new long[services][];
		this.alone = new long[services];
		this.draft = new Draft(services);
		for (int service = 0; service < services; service++) {
			calls(service);
			wishes(service);
			finish(service);
		}
	}

	private void calls(int service) {
		for (CallGraph.Edge edge : this.model.calls.callees[service]) {
			this.draft.add(edge.peer(), edge.price(), 0);
		}
		for (CallGraph.Edge edge : this.model.calls.callers[service]) {
			this.draft.add(edge.peer(), 0, edge.price());
		}
	}

	private void wishes(int service) {
		for (SoftBiases.Touch touch : this.model.softBiases.touches[service]) {
			if (touch.prefer() > 0) {
				this.alone[service] += touch.prefer();
				prefers(service, touch);
			}
			if (touch.bears()) {
				isPreferred(service, touch.tag());
			}
		}
	}

	private void prefers(int service, SoftBiases.Touch touch) {
		int[] bearers = this.model.softBiases.bearers[touch.tag()];
		if (bearers.length > CROWD) {
			this.alone[service] -= touch.prefer();
			return;
		}
		for (int bearer : bearers) {
			if (canMeet(service, bearer)) {
				this.draft.add(bearer, touch.prefer(), 0);
			}
		}
	}

	private void isPreferred(int service, int tag) {
		int[] preferring = this.model.softBiases.preferring[tag];
		for (int other : preferring) {
			long prefer = this.model.softBiases.prefer(other, tag);
			if (preferring.length > CROWD) {
				this.alone[service] -= prefer * this.model.maxPerNode(other);
			}
			else if (prefer > 0 && canMeet(service, other)) {
				this.draft.add(other, 0, prefer);
			}
		}
	}

	/** Tells whether an instance of a service can be on a host with one of another. */
	private boolean canMeet(int service, int other) {
		return service != other || this.model.maxPerNode(service) > 1;
	}

	private void finish(int service) {
		int[] found = this.draft.peers();
		this.peers[service] = found;
		this.once[service] = new long[found.length];
		this.each[service] = new long[found.length];
		this.most[service] = new long[found.length];
		for (int i = 0; i < found.length; i++) {
			this.once[service][i] = this.draft.once[found[i]];
			this.each[service][i] = this.draft.each[found[i]];
			this.most[service][i] = this.once[service][i] + this.each[service][i] * this.model.maxPerNode(found[i]);
		}
		this.draft.clear();
	}

	/**
	 * What draws one service, by peer, while it is gathered.
	 */
	private static final class Draft {

		private final long[] once;

		private final long[] each;

		private final boolean[] isPeer;

		private final int[] peers;

		private int size;

		Draft(int services) {
			this.once = new long[services];
			this.each = new long[services];
			this.isPeer = new boolean[services];
			this.peers = new int[services];
		}

		void add(int peer, long saved, long savedByEach) {
			if (!this.isPeer[peer]) {
				this.isPeer[peer] = true;
				this.peers[this.size++] = peer;
			}
			this.once[peer] += saved;
			this.each[peer] += savedByEach;
		}

		int[] peers() {
			int[] sorted = Arrays.copyOf(this.peers, this.size);
			Arrays.sort(sorted);
			return sorted;
		}

		void clear() {
			for (int i = 0; i < this.size; i++) {
				int peer = this.peers[i];
				this.isPeer[peer] = false;
				this.once[peer] = 0;
				this.each[peer] = 0;
			}
			this.size = 0;
		}

	}

}
