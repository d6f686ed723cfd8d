package dev.mesh.placement.solver;

import java.util.Arrays;

/**
 * An assignment under change: instances are added and removed one by one, the costs and
 * what is missing are kept up to date, and everything can be taken back to an earlier
 * {@link #mark()}.
 * <p>
 * Who adds asks {@link #canAdd} first; thus every rule but ALWAYS holds at all times.
 * ALWAYS may be broken while a change of several steps is under way: {@link #unmet()} is
 * 0 when it holds. Not thread-safe.
 */
final class State {

	final Model model;

	final Counts counts;

	final Neighbours neighbours;

	private final Wishes wishes;

	private final Distances distances;

	private final long[] used;

	private final long[] load;

	/** By host: what its load costs. */
	private final long[] loadCost;

	private final int[] missing;

	private int missingTotal;

	private long cost;

	private final Journal journal = new Journal();

	State(Model model) {
		this.model = model;
		this.counts = new Counts(model);
		this.neighbours = new Neighbours(model);
		this.wishes = new Wishes(model);
		this.distances = new Distances(model, this.counts);
		this.used = new long[model.hostCount()];
		this.load = model.load.base.clone();
		this.loadCost = new long[model.hostCount()];
		for (int host = 0; host < this.loadCost.length; host++) {
			this.loadCost[host] = model.load.cost(host, this.load[host]);
		}
		this.missing = new int[2 * model.priorities];
		for (int service = 0; service < model.serviceCount(); service++) {
			this.missing[model.rank(service, 0)] += model.min[service];
			this.missing[model.rank(service, model.min[service])] += model.wanted[service] - model.min[service];
			this.missingTotal += model.wanted[service];
		}
		this.cost = terms().total();
	}

	/** Returns what the assignment costs, in millionths. */
	long cost() {
		return this.cost;
	}

	/** In how many places an ALWAYS does not hold. */
	int unmet() {
		return this.neighbours.unmet();
	}

	/** How many instances are missing by {@link Model#rank}; the first counts most. */
	int[] missing() {
		return this.missing.clone();
	}

	int missingTotal() {
		return this.missingTotal;
	}

	/** How many instances are missing below the fewest, of all services. */
	int missingBelowMin() {
		int sum = 0;
		for (int rank = 0; rank < this.model.priorities; rank++) {
			sum += this.missing[rank];
		}
		return sum;
	}

	int missing(int service) {
		return this.model.wanted[service] - this.counts.total(service);
	}

	/**
	 * Compares with other missing instances: below 0 if here what is missing matters
	 * less.
	 */
	int compareMissing(int[] other) {
		return Arrays.compare(this.missing, other);
	}

	long load(int host) {
		return this.load[host];
	}

	/** Returns how much of the host's capacity is not taken. */
	long room(int host) {
		return this.model.capacity[host] - this.used[host];
	}

	boolean fits(int service, int host) {
		long demand = this.model.demand[service];
		return demand == 0 || demand <= room(host);
	}

	boolean zoneTakes(int service, int host) {
		int max = this.model.maxPerZone[service];
		return max == Integer.MAX_VALUE || this.counts.inZone(service, this.model.geography.zone[host]) < max;
	}

	/**
	 * Tells whether a host takes one instance more, be it wanted or not, ALWAYS left
	 * aside.
	 */
	boolean takes(int service, int host) {
		return this.counts.at(service, host) < this.model.limit[service][host] && fits(service, host)
				&& zoneTakes(service, host) && this.neighbours.allows(service, host);
	}

	/** Tells whether one instance more breaks no rule, ALWAYS left aside. */
	boolean canAdd(int service, int host) {
		return missing(service) > 0 && takes(service, host);
	}

	/** Tells whether one instance more breaks no rule. */
	boolean canPlace(int service, int host) {
		return canAdd(service, host) && this.neighbours.satisfies(service, host);
	}

	/** Returns by how much one instance more changes the cost. */
	long addCost(int service, int host) {
		return zonesAddCost(service, this.model.geography.zone[host]) + loadAddCost(service, host)
				+ movingAddCost(service, host) + this.wishes.addCost(service, host)
				+ this.distances.addCost(service, host);
	}

	/**
	 * Returns what one instance more costs at least on any host of a zone, but for load,
	 * and but for what it saves next to those who attract it or where it came from.
	 */
	long zoneCost(int service, int zone) {
		return zonesAddCost(service, zone) + this.distances.addCostApart(service, zone)
				+ this.model.attraction.alone[service];
	}

	/** Returns by how much one instance more changes the cost, term by term. */
	Terms addTerms(int service, int host) {
		return new Terms(this.wishes.addCost(service, host), zonesAddCost(service, this.model.geography.zone[host]),
				loadAddCost(service, host), this.distances.addCost(service, host), movingAddCost(service, host));
	}

	/** Returns by how much one instance less changes the cost, term by term. */
	Terms removeTerms(int service, int host) {
		int mark = mark();
		remove(service, host);
		Terms terms = addTerms(service, host).negated();
		rollback(mark);
		return terms;
	}

	/**
	 * Returns what the assignment costs, term by term, computed from who is where alone.
	 */
	Terms terms() {
		Terms sum = new Terms(0, 0, loadCost(), 0, 0);
		for (int service = 0; service < this.model.serviceCount(); service++) {
			sum = sum.plus(terms(service));
		}
		return sum;
	}

	private Terms terms(int service) {
		long bias = 0;
		long moving = this.model.kept[service].total;
		for (int i = 0; i < this.counts.hostCount(service); i++) {
			int host = this.counts.host(service, i);
			bias += this.wishes.cost(service, host) * this.counts.at(service, host);
			moving -= Math.min(this.counts.at(service, host), this.model.kept[service].at(host));
		}
		return new Terms(bias, zonesCost(service), 0, this.distances.cost(service),
				moving * this.model.movingPrice[service]);
	}

	private long loadCost() {
		long cost = 0;
		for (int host = 0; host < this.model.hostCount(); host++) {
			cost += this.model.load.cost(host, this.load[host]);
		}
		return cost;
	}

	private long zonesCost(int service) {
		ZoneQuotas quotas = this.model.zoneQuotas;
		long beyond = 0;
		for (int zone = 0; zone < this.model.geography.zones; zone++) {
			beyond += Math.max(0, this.counts.inZone(service, zone) - quotas.quota[service]);
		}
		return beyond * quotas.price;
	}

	private long zonesAddCost(int service, int zone) {
		ZoneQuotas quotas = this.model.zoneQuotas;
		return (this.counts.inZone(service, zone) >= quotas.quota[service]) ? quotas.price : 0;
	}

	long loadAddCost(int service, int host) {
		return this.model.load.cost(host, this.load[host] + this.model.load.size[service]) - this.loadCost[host];
	}

	private long movingAddCost(int service, int host) {
		int kept = this.model.kept[service].at(host);
		return (this.counts.at(service, host) < kept) ? -this.model.movingPrice[service] : 0;
	}

	/**
	 * Selects the hosts on which load and zone do not already cost too much.
	 * @param zoneCost what one instance more costs in each zone, load left aside
	 * @param most the most that it may cost
	 * @param into takes the hosts selected
	 * @return how many were selected
	 */
	int select(int service, int[] hosts, long[] zoneCost, long most, int[] into) {
		long size = this.model.load.size[service];
		int[] zone = this.model.geography.zone;
		LoadModel model = this.model.load;
		int selected = 0;
		for (int host : hosts) {
			long cost = model.cost(host, this.load[host] + size) - this.loadCost[host] + zoneCost[zone[host]];
			if (cost <= most) {
				into[selected++] = host;
			}
		}
		return selected;
	}

	void add(int service, int host) {
		add(service, host, addCost(service, host));
	}

	/** Adds an instance of which it is known by how much it changes the cost. */
	void add(int service, int host, long addCost) {
		put(service, host);
		this.cost += addCost;
		this.journal.added(pair(service, host), addCost);
	}

	/** Adds what an assignment has on hosts and of services that are among ours. */
	void addAll(Assignment assignment) {
		assignment.counts().forEach((id, nodes) -> nodes.forEach((node, count) -> {
			int service = this.model.indexOf(id);
			int host = this.model.indexOf(node);
			for (int i = 0; service >= 0 && host >= 0 && i < count; i++) {
				add(service, host);
			}
		}));
	}

	void remove(int service, int host) {
		take(service, host);
		long addCost = addCost(service, host);
		this.cost -= addCost;
		this.journal.removed(pair(service, host), -addCost);
	}

	/** Returns a place to go back to, valid until an earlier one is gone back to. */
	int mark() {
		return this.journal.size();
	}

	/** Takes back all changes since a mark. */
	void rollback(int mark) {
		while (this.journal.size() > mark) {
			this.cost -= this.journal.topCost();
			int step = this.journal.pop();
			int pair = Journal.pair(step);
			if (Journal.isAdd(step)) {
				take(pair / this.model.hostCount(), pair % this.model.hostCount());
			}
			else {
				put(pair / this.model.hostCount(), pair % this.model.hostCount());
			}
		}
	}

	/** The host that a step since a mark was about. */
	int hostOfStep(int step) {
		return Journal.pair(this.journal.step(step)) % this.model.hostCount();
	}

	/** The service that a step since a mark was about. */
	int serviceOfStep(int step) {
		return Journal.pair(this.journal.step(step)) / this.model.hostCount();
	}

	/** Forgets how it came to this; no earlier mark is valid any more. */
	void forget() {
		this.journal.clear();
	}

	private int pair(int service, int host) {
		return service * this.model.hostCount() + host;
	}

	private void put(int service, int host) {
		int rank = this.model.rank(service, this.counts.total(service));
		this.missing[rank]--;
		this.missingTotal--;
		this.counts.add(service, host);
		this.neighbours.add(service, host);
		this.wishes.add(service, host);
		load(host, this.model.load.size[service]);
		this.used[host] += this.model.demand[service];
	}

	private void take(int service, int host) {
		this.counts.remove(service, host);
		this.neighbours.remove(service, host);
		this.wishes.remove(service, host);
		load(host, -this.model.load.size[service]);
		this.used[host] -= this.model.demand[service];
		this.missing[this.model.rank(service, this.counts.total(service))]++;
		this.missingTotal++;
	}

	private void load(int host, long more) {
		this.load[host] += more;
		this.loadCost[host] = this.model.load.cost(host, this.load[host]);
	}

	Assignment toAssignment() {
		return this.counts.toAssignment(this.model);
	}

}
