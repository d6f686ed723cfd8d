package dev.mesh.placement.solver;

import java.util.SplittableRandom;

/**
 * Random small changes of a state, each either made as a whole or not at all.
 */
final class Moves {

	/** One in so many changes moves all who attract each other. */
	private static final int CLUSTER = 64;

	private final State state;

	private final Model model;

	private final Companions companions;

	private final SplittableRandom random;

	private final int mostSwapped;

	/**
	 * Every service as often as it has instances wanted: all instances are drawn alike.
	 */
	private final int[] tickets;

	/**
	 * The moves in a state.
	 * @param mostSwapped how many instances may make room for one
	 */
	Moves(State state, SplittableRandom random, int mostSwapped) {
		this.state = state;
		this.model = state.model;
		this.companions = new Companions(state);
		this.random = random;
		this.mostSwapped = mostSwapped;
		this.tickets = tickets(this.model);
	}

	private static int[] tickets(Model model) {
		int size = 0;
		for (int service = 0; service < model.serviceCount(); service++) {
			size += (model.allowed[service].length > 0) ? model.wanted[service] : 0;
		}
		int[] tickets = new int[size];
		int at = 0;
		for (int service = 0; service < model.serviceCount(); service++) {
			for (int i = 0; i < model.wanted[service] && model.allowed[service].length > 0; i++) {
				tickets[at++] = service;
			}
		}
		return tickets;
	}

	/** Tells whether there is anything to change. */
	boolean arePossible() {
		return this.tickets.length > 0;
	}

	/**
	 * Make one change, if it costs no more than a limit and no rule is broken.
	 * @param limit the most by which the cost may grow
	 * @return whether it was made; else nothing has changed
	 */
	boolean tryOne(long limit) {
		int mark = this.state.mark();
		if (change(this.state.cost() + limit)) {
			return true;
		}
		this.state.rollback(mark);
		return false;
	}

	private boolean change(long most) {
		int service = this.tickets[this.random.nextInt(this.tickets.length)];
		if (this.state.missingTotal() > 0 && this.state.missing(service) > 0 && this.random.nextInt(4) == 0) {
			return replaceAnother(service, most);
		}
		int hosts = this.state.counts.hostCount(service);
		if (hosts == 0) {
			return false;
		}
		int from = this.state.counts.host(service, this.random.nextInt(hosts));
		int to = target(service);
		if (to == from) {
			return false;
		}
		if (this.random.nextInt(CLUSTER) == 0) {
			return moveCluster(service, from, to, most);
		}
		int kind = this.random.nextInt(8);
		if (kind < 3 && this.state.counts.serviceCount(to) > 0) {
			return swap(service, from, to, most);
		}
		if (kind < 5 && this.model.hardBiases.bound[service]) {
			return moveTogether(service, from, to, most);
		}
		return move(service, from, to, most);
	}

	/** A host where somebody is who attracts the service, or any. */
	private int target(int service) {
		int[] near = this.model.attraction.peers[service];
		if (near.length > 0 && this.random.nextInt(2) == 0) {
			int peer = near[this.random.nextInt(near.length)];
			int hosts = this.state.counts.hostCount(peer);
			if (hosts > 0) {
				return this.state.counts.host(peer, this.random.nextInt(hosts));
			}
		}
		int[] allowed = this.model.allowed[service];
		return allowed[this.random.nextInt(allowed.length)];
	}

	private boolean move(int service, int from, int to, long most) {
		if (this.state.counts.at(service, to) >= this.model.limit[service][to] || !this.state.fits(service, to)) {
			return false;
		}
		this.state.remove(service, from);
		return put(service, to, most);
	}

	private boolean put(int service, int host, long most) {
		if (!this.state.canAdd(service, host)) {
			return false;
		}
		long cost = this.state.addCost(service, host);
		if (this.state.cost() + cost > most) {
			return false;
		}
		this.state.add(service, host, cost);
		return this.state.unmet() == 0;
	}

	/**
	 * Changes places with one on another host, or with as many as have to make room: on
	 * full hosts nothing else helps.
	 */
	private boolean swap(int service, int from, int to, long most) {
		if (this.state.counts.at(service, to) >= this.model.limit[service][to]) {
			return false;
		}
		this.state.remove(service, from);
		int[] others = new int[this.mostSwapped];
		int size = 0;
		do {
			if (size == this.mostSwapped || this.state.counts.serviceCount(to) == 0) {
				return false;
			}
			int other = this.state.counts.service(to, this.random.nextInt(this.state.counts.serviceCount(to)));
			if (other == service || this.state.counts.at(other, from) >= this.model.limit[other][from]) {
				return false;
			}
			this.state.remove(other, to);
			others[size++] = other;
		}
		while (!this.state.canAdd(service, to));
		this.state.add(service, to);
		for (int i = 0; i < size - 1; i++) {
			if (!this.state.canAdd(others[i], from)) {
				return false;
			}
			this.state.add(others[i], from);
		}
		return put(others[size - 1], from, most);
	}

	private boolean moveTogether(int service, int from, int to, long most) {
		int[] tied = this.companions.tiedTo(service, from);
		for (int each : tied) {
			this.state.remove(each, from);
		}
		for (int each : tied) {
			if (!this.state.canAdd(each, to)) {
				return false;
			}
			this.state.add(each, to);
		}
		return this.state.unmet() == 0 && this.state.cost() <= most;
	}

	/**
	 * Moves those who attract each other, as far as there is room: alone, each of them
	 * would be far from the others.
	 */
	private boolean moveCluster(int service, int from, int to, long most) {
		for (int each : this.companions.attractedTo(service, from)) {
			this.state.remove(each, from);
			int host = this.state.canAdd(each, to) ? to : from;
			if (!this.state.canAdd(each, host)) {
				return false;
			}
			this.state.add(each, host);
		}
		return this.state.unmet() == 0 && this.state.cost() <= most;
	}

	/** Places a missing instance where one that matters no more gives way. */
	private boolean replaceAnother(int service, long most) {
		int host = target(service);
		int[] before = this.state.missing();
		if (this.state.counts.serviceCount(host) > 0 && this.random.nextInt(4) > 0) {
			this.state.remove(
					this.state.counts.service(host, this.random.nextInt(this.state.counts.serviceCount(host))), host);
		}
		if (!this.companions.place(service, host) || this.state.unmet() > 0) {
			return false;
		}
		int compared = this.state.compareMissing(before);
		return compared < 0 || (compared == 0 && this.state.cost() <= most);
	}

}
