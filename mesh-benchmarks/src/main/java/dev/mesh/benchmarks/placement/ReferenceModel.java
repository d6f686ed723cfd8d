package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;

/**
 * What a problem means in numbers, as the documentation of placement says and without a
 * look at how the solver reads it: limits, quotas and prices. Prices and loads are whole
 * millionths. Services and hosts are their positions in the lists of the problem.
 */
final class ReferenceModel {

	static final long ONE = 1_000_000;

	private static final double UNKNOWN_SIZE = 0.1;

	private static final double LEAST_CAPACITY = 1e-6;

	private static final double BYTES_PER_CALL = 10_000;

	final List<Wanted> services;

	final List<Host> hosts;

	final Weights weights;

	/** By host. */
	final int[] zone;

	/** By host. */
	final int[] region;

	final int zones;

	final int regions;

	/** By service and host: the most instances by the rules that look at both alone. */
	final int[][] limit;

	/** By service and host: how many that run there could stay. */
	final int[][] running;

	/** By service. */
	final int[] wanted;

	/** By service: how many priorities are greater than its own. */
	final int[] rank;

	final int priorities;

	/** By service: how many instances a zone may have before more cost. */
	final int[] zoneQuota;

	/** By service: the load of an instance. */
	final long[] size;

	/** By host: the load that no instance accounts for. */
	final long[] base;

	/** By host: what the square of a load of 1 costs; 0 where nothing can be. */
	final double[] loadPrice;

	final List<Call> calls = new ArrayList<>();

	final List<Entry> entries = new ArrayList<>();

	ReferenceModel(Problem problem) {
		this.services = problem.services();
		this.hosts = problem.hosts();
		this.weights = problem.weights();
		Map<List<String>, Integer> zoneIndex = new HashMap<>();
		Map<String, Integer> regionIndex = new HashMap<>();
		this.zone = this.hosts.stream().map(Host::node).mapToInt((node) -> {
			zoneIndex.putIfAbsent(List.of(node.region(), node.zone()), zoneIndex.size());
			return zoneIndex.getOrDefault(List.of(node.region(), node.zone()), 0);
		}).toArray();
		this.region = this.hosts.stream().map(Host::node).mapToInt((node) -> {
			regionIndex.putIfAbsent(node.region(), regionIndex.size());
			return regionIndex.getOrDefault(node.region(), 0);
		}).toArray();
		this.zones = zoneIndex.size();
		this.regions = regionIndex.size();
		List<Integer> ranked = this.services.stream()
			.map((service) -> service.spec().priority())
			.distinct()
			.sorted(Comparator.reverseOrder())
			.toList();
		this.priorities = ranked.size();
		this.rank = this.services.stream().mapToInt((service) -> ranked.indexOf(service.spec().priority())).toArray();
		this.limit = new int[this.services.size()][this.hosts.size()];
		this.running = new int[this.services.size()][this.hosts.size()];
		this.wanted = new int[this.services.size()];
		this.zoneQuota = new int[this.services.size()];
		for (int service = 0; service < this.services.size(); service++) {
			readLimits(service, problem);
			readNumbers(service);
		}
		this.size = this.services.stream().mapToLong(ReferenceModel::size).toArray();
		this.base = this.hosts.stream().mapToLong((host) -> Math.round(host.base() * ONE)).toArray();
		this.loadPrice = loadPrices();
		readTraffic(problem.traffic());
	}

	private void readLimits(int service, Problem problem) {
		Wanted asked = this.services.get(service);
		ServiceSpec spec = asked.spec();
		for (int host = 0; host < this.hosts.size(); host++) {
			Host candidate = this.hosts.get(host);
			NodeId node = candidate.node().id();
			int current = problem.current().count(spec.service(), node);
			int most = spec.replicas().isAll() ? 1 : spec.maxPerNode();
			if (candidate.node().role() != Role.MEMBER || !asked.offered().contains(node)
					|| candidate.mode() == Host.Mode.DRAINING || !spec.where().matches(candidate.node())) {
				most = 0;
			}
			else if (candidate.mode() == Host.Mode.CORDONED || asked.barred().containsKey(node)) {
				most = Math.min(most, current);
			}
			this.limit[service][host] = most;
			this.running[service][host] = Math.min(current, most);
		}
	}

	private void readNumbers(int service) {
		ServiceSpec spec = this.services.get(service).spec();
		int possibleHosts = 0;
		boolean[] possibleZones = new boolean[this.zones];
		for (int host = 0; host < this.hosts.size(); host++) {
			if (this.limit[service][host] > 0) {
				possibleHosts++;
				possibleZones[this.zone[host]] = true;
			}
		}
		int spreadOver = 0;
		for (boolean possible : possibleZones) {
			spreadOver += possible ? 1 : 0;
		}
		int target = this.services.get(service).target();
		this.wanted[service] = spec.replicas().isAll() ? Math.max(1, possibleHosts)
				: Math.max(spec.replicas().min(), Math.min(target, spec.replicas().max()));
		boolean spread = spec.spread() == Spread.ZONES && !spec.replicas().isAll() && spreadOver > 0;
		this.zoneQuota[service] = spread ? (this.wanted[service] + spreadOver - 1) / spreadOver : Integer.MAX_VALUE;
	}

	private static long size(Wanted service) {
		double demand = service.spec().demand();
		return Math.round(ONE * ((service.load() > 0) ? service.load() : (demand > 0) ? demand : UNKNOWN_SIZE));
	}

	private double[] loadPrices() {
		double load = 0;
		for (int service = 0; service < this.services.size(); service++) {
			load += (double) this.size[service] / ONE * this.wanted[service];
		}
		double capacity = 0;
		int hosting = 0;
		for (int host = 0; host < this.hosts.size(); host++) {
			if (canHost(host)) {
				load += (double) this.base[host] / ONE;
				capacity += loadCapacity(host);
				hosting++;
			}
		}
		double[] prices = new double[this.hosts.size()];
		for (int host = 0; host < prices.length; host++) {
			if (canHost(host)) {
				double fullness = load / capacity;
				prices[host] = ONE * this.weights.load()
						/ (loadCapacity(host) * (capacity / hosting) * fullness * fullness);
			}
		}
		return prices;
	}

	private boolean canHost(int host) {
		for (int[] limits : this.limit) {
			if (limits[host] > 0) {
				return true;
			}
		}
		return false;
	}

	private double loadCapacity(int host) {
		return Math.max(LEAST_CAPACITY, this.hosts.get(host).node().capacity());
	}

	private void readTraffic(Traffic traffic) {
		Map<ServiceId, Integer> serviceIndex = new HashMap<>();
		Map<NodeId, Integer> hostIndex = new HashMap<>();
		for (int service = 0; service < this.services.size(); service++) {
			serviceIndex.put(this.services.get(service).spec().service(), service);
		}
		for (int host = 0; host < this.hosts.size(); host++) {
			hostIndex.put(this.hosts.get(host).node().id(), host);
		}
		traffic.between().forEach((between) -> {
			Integer caller = serviceIndex.get(between.caller());
			Integer callee = serviceIndex.get(between.callee());
			if (caller != null && callee != null) {
				double amount = between.callsPerSecond() + between.bytesPerSecond() / BYTES_PER_CALL;
				this.calls.add(new Call(caller, callee, price(this.weights.traffic() * amount / this.wanted[caller])));
			}
		});
		traffic.entering().forEach((entering) -> {
			Integer host = hostIndex.get(entering.node());
			Integer callee = serviceIndex.get(entering.callee());
			if (host != null && callee != null) {
				double amount = entering.callsPerSecond() + entering.bytesPerSecond() / BYTES_PER_CALL;
				this.entries.add(new Entry(host, callee, price(this.weights.traffic() * amount)));
			}
		});
	}

	static long price(double value) {
		return Math.round(value * ONE);
	}

	ServiceSpec spec(int service) {
		return this.services.get(service).spec();
	}

	int serviceCount() {
		return this.services.size();
	}

	int hostCount() {
		return this.hosts.size();
	}

	/** What it costs to take a running instance away. */
	long movingPrice(int service) {
		return price(this.weights.moving() * (1 + this.services.get(service).startUp().toMillis() / 1000.0));
	}

	/** The services that bear a tag. */
	List<Integer> bearers(String tag) {
		List<Integer> bearers = new ArrayList<>();
		for (int service = 0; service < serviceCount(); service++) {
			if (spec(service).bears(tag)) {
				bearers.add(service);
			}
		}
		return bearers;
	}

	/** What a unit of distance costs each instance of the caller. */
	record Call(int caller, int callee, long price) {

	}

	/** What a unit of distance costs the calls that enter at a host. */
	record Entry(int host, int callee, long price) {

	}

}
