package dev.mesh.placement.solver;

import java.util.Arrays;

/**
 * Instances that belong together on a host. Those that an ALWAYS ties come and go
 * together; those that attract each other had better.
 */
final class Companions {

	/** Whom one needs may need others in turn; beyond so many tries it is given up. */
	private static final int MAX_TRIES = 64;

	private final State state;

	private final Model model;

	private int triesLeft;

	Companions(State state) {
		this.state = state;
		this.model = state.model;
	}

	/**
	 * Add an instance and, of those still missing, whomever it must be with.
	 * @return whether that was possible; else nothing has changed
	 */
	boolean place(int service, int host) {
		if (!this.state.canAdd(service, host)) {
			return false;
		}
		int mark = this.state.mark();
		this.state.add(service, host);
		if (satisfy(host, false)) {
			return true;
		}
		this.state.rollback(mark);
		return false;
	}

	/**
	 * Add whomever those on a host must be with.
	 * @param borrow whether, if none is missing, one may come from another host that can
	 * do without
	 * @return whether that was possible; else nothing has changed
	 */
	boolean satisfy(int host, boolean borrow) {
		this.triesLeft = MAX_TRIES;
		return addMissed(host, borrow);
	}

	private boolean addMissed(int host, boolean borrow) {
		int tag = missedTag(host);
		if (tag < 0) {
			return true;
		}
		int mark = this.state.mark();
		for (int bearer : this.model.hardBiases.bearers[tag]) {
			if (this.state.canAdd(bearer, host) && this.triesLeft-- > 0) {
				this.state.add(bearer, host);
				if (addMissed(host, borrow)) {
					return true;
				}
				this.state.rollback(mark);
			}
		}
		return borrow && borrowMissed(host, tag);
	}

	private boolean borrowMissed(int host, int tag) {
		int mark = this.state.mark();
		int unmet = this.state.unmet();
		for (int bearer : this.model.hardBiases.bearers[tag]) {
			for (int lender : this.state.counts.sortedHosts(bearer)) {
				if (lender == host || this.triesLeft-- <= 0) {
					continue;
				}
				this.state.remove(bearer, lender);
				if (this.state.unmet() <= unmet && this.state.canAdd(bearer, host)) {
					this.state.add(bearer, host);
					if (addMissed(host, true)) {
						return true;
					}
				}
				this.state.rollback(mark);
			}
		}
		return false;
	}

	private int missedTag(int host) {
		if (this.state.unmet() == 0) {
			return -1;
		}
		for (int i = 0; i < this.state.counts.serviceCount(host); i++) {
			int tag = this.state.neighbours.unmetTag(this.state.counts.service(host, i), host);
			if (tag >= 0) {
				return tag;
			}
		}
		return -1;
	}

	/**
	 * Return the service and all on the host that an ALWAYS ties to it, directly or
	 * through others.
	 */
	int[] tiedTo(int service, int host) {
		int[] tied = new int[this.state.counts.serviceCount(host)];
		int size = 0;
		tied[size++] = service;
		for (int next = 0; next < size; next++) {
			for (int i = 0; i < this.state.counts.serviceCount(host); i++) {
				int other = this.state.counts.service(host, i);
				if (this.model.hardBiases.bound[other] && !contains(tied, size, other)
						&& (asksFor(tied[next], other) || asksFor(other, tied[next]))) {
					tied[size++] = other;
				}
			}
		}
		return Arrays.copyOf(tied, size);
	}

	/**
	 * Return the service and all on the host that attract it, directly or through others.
	 */
	int[] attractedTo(int service, int host) {
		int[] cluster = new int[this.state.counts.serviceCount(host)];
		int size = 0;
		cluster[size++] = service;
		for (int next = 0; next < size; next++) {
			for (int peer : this.model.attraction.peers[cluster[next]]) {
				if (this.state.counts.at(peer, host) > 0 && !contains(cluster, size, peer)) {
					cluster[size++] = peer;
				}
			}
		}
		return Arrays.copyOf(cluster, size);
	}

	private static boolean contains(int[] services, int size, int service) {
		for (int i = 0; i < size; i++) {
			if (services[i] == service) {
				return true;
			}
		}
		return false;
	}

	private boolean asksFor(int service, int other) {
		for (HardBiases.Touch touch : this.model.hardBiases.touches[service]) {
			if (touch.always() && this.model.hardBiases.bears(other, touch.tag())) {
				return true;
			}
		}
		return false;
	}

}
