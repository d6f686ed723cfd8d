package dev.mesh.placement.solver;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * A problem compiled to numbers: services and hosts are their positions in lists sorted
 * by name, so that nothing depends on the order in which they were given. Immutable once
 * built; arrays are shared and not to be written.
 */
final class Model {

	final List<Wanted> services;

	final List<Host> hosts;

	final Weights weights;

	final Assignment current;

	final long seed;

	final StaticRules staticRules;

	final Geography geography;

	/** By service: where the static rules allow it. */
	final Pool[] pool;

	/** How many different pools there are. */
	final int pools;

	/** By service and host: the most instances that the static rules allow. */
	final int[][] limit;

	/** By service: the hosts with a limit above 0, ascending. */
	final int[][] allowed;

	final int[] min;

	/** By service: how many instances are wanted, at least {@link #min}. */
	final int[] wanted;

	final int[] maxPerZone;

	/** By service: the position of its priority among all, 0 for the greatest. */
	final int[] priority;

	/** How many different priorities there are. */
	final int priorities;

	final long[] demand;

	final long[] capacity;

	/** By service: where current instances could stay. */
	final Kept[] kept;

	/** By service: what it costs to take one of those away. */
	final long[] movingPrice;

	final HardBiases hardBiases;

	final SoftBiases softBiases;

	final ZoneQuotas zoneQuotas;

	final LoadModel load;

	final CallGraph calls;

	final Attraction attraction;

	private final Map<NodeId, Integer> hostIndex = new HashMap<>();

	private final Map<ServiceId, Integer> serviceIndex = new HashMap<>();

	Model(Problem problem) {
		this(problem, Map.of());
	}

	/**
	 * A model in which other numbers than the specs' are the fewest.
	 * @param fewest by service, from 0 to what the spec says; where it is left out, the
	 * spec's
	 */
	Model(Problem problem, Map<ServiceId, Integer> fewest) {
		this.services = sorted(problem.services(), Comparator.comparing((wanted) -> wanted.spec().service()));
		this.hosts = sorted(problem.hosts(),
				Comparator.comparing((Host host) -> host.node().name()).thenComparing((host) -> host.node().id()));
		// A step of a search is one int: the pair of service and host, and a sign.
		Math.multiplyExact(2 * this.services.size(), this.hosts.size());
		this.weights = problem.weights();
		this.current = problem.current();
		this.seed = problem.seed();
		for (int host = 0; host < this.hosts.size(); host++) {
			this.hostIndex.put(this.hosts.get(host).node().id(), host);
		}
		for (int service = 0; service < this.services.size(); service++) {
			this.serviceIndex.put(spec(service).service(), service);
		}
		this.staticRules = new StaticRules(this.hosts, this.hostIndex, this.current);
		this.geography = new Geography(this.hosts);
		int count = this.services.size();
		this.pool = new Pool[count];
		this.limit = new int[count][];
		this.allowed = new int[count][];
		this.min = new int[count];
		this.wanted = new int[count];
		this.maxPerZone = new int[count];
		this.priority = new int[count];
		this.demand = new long[count];
		this.kept = new Kept[count];
		this.movingPrice = new long[count];
		List<Integer> ranked = this.services.stream()
			.map((wanted) -> wanted.spec().priority())
			.distinct()
			.sorted(Comparator.reverseOrder())
			.toList();
		this.priorities = ranked.size();
		for (int service = 0; service < count; service++) {
			compile(service);
			this.min[service] = fewest.getOrDefault(spec(service).service(), this.min[service]);
			this.priority[service] = Collections.binarySearch(ranked, spec(service).priority(),
					Comparator.reverseOrder());
		}
		this.pools = this.staticRules.pools();
		this.capacity = this.hosts.stream().mapToLong((host) -> FixedPoint.capacity(host.node().capacity())).toArray();
		this.hardBiases = new HardBiases(this.services);
		this.softBiases = new SoftBiases(this.services, this.weights);
		this.zoneQuotas = new ZoneQuotas(this);
		this.load = new LoadModel(this);
		this.calls = new CallGraph(this, problem.traffic());
		this.attraction = new Attraction(this);
	}

	private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
		return list.stream().sorted(order).toList();
	}

	private void compile(int service) {
		Wanted asked = this.services.get(service);
		ServiceSpec spec = asked.spec();
		this.pool[service] = this.staticRules.pool(asked);
		int[] limits = this.pool[service].limit;
		this.limit[service] = limits;
		this.allowed[service] = this.pool[service].hosts;
		this.min[service] = spec.replicas().min();
		this.wanted[service] = spec.replicas().isAll() ? Math.max(1, this.allowed[service].length)
				: Math.min(Math.max(asked.target(), spec.replicas().min()), spec.replicas().max());
		this.maxPerZone[service] = spec.maxPerZone();
		this.demand[service] = FixedPoint.demand(spec.demand());
		this.kept[service] = new Kept(this.current.counts().getOrDefault(spec.service(), Map.of()), this.hostIndex,
				limits);
		double startUpSeconds = asked.startUp().toMillis() / 1000.0;
		this.movingPrice[service] = FixedPoint.price(this.weights.moving() * (1 + Math.max(0, startUpSeconds)));
	}

	int serviceCount() {
		return this.services.size();
	}

	int hostCount() {
		return this.hosts.size();
	}

	ServiceSpec spec(int service) {
		return this.services.get(service).spec();
	}

	/** Returns how many instances of a service can be on a host at most. */
	int maxPerNode(int service) {
		return Math.min(StaticRules.perNode(this.services.get(service)), this.wanted[service]);
	}

	Node node(int host) {
		return this.hosts.get(host).node();
	}

	/**
	 * Return the position of a service.
	 * @return the position, or -1 if it is not among those to place
	 */
	int indexOf(ServiceId service) {
		return this.serviceIndex.getOrDefault(service, -1);
	}

	/**
	 * Return the position of a host.
	 * @return the position, or -1 if it is not live
	 */
	int indexOf(NodeId node) {
		return this.hostIndex.getOrDefault(node, -1);
	}

	/**
	 * Return how much the next instance of a service matters when it has so many: the
	 * smaller, the more. Those below the fewest come before all others, within each the
	 * greater priority first.
	 */
	int rank(int service, int count) {
		return (count < this.min[service]) ? this.priority[service] : this.priorities + this.priority[service];
	}

}
