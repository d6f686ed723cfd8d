package dev.mesh.placement.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who calls whom, with what a unit of distance costs. Calls of a service to itself, and
 * calls from or to what is not there, are left out: no placement changes what they cost.
 */
final class CallGraph {

	private static final double BYTES_PER_CALL = 10_000;

	/**
	 * Calls from or to another service.
	 *
	 * @param peer the other service
	 * @param price what one caller's instance costs for each unit of distance
	 */
	record Edge(int peer, long price) {

	}

	/** By service: whom it calls. */
	final Edge[][] callees;

	/** By service: who calls it. */
	final Edge[][] callers;

	/** By service: the calls that enter from outside all services. */
	final @Nullable Entering[] entering;

	CallGraph(Model model, Traffic traffic) {
		List<List<Edge>> out = lists(model.serviceCount());
		List<List<Edge>> in = lists(model.serviceCount());
		for (Traffic.Between between : traffic.between()) {
			int caller = model.indexOf(between.caller());
			int callee = model.indexOf(between.callee());
			if (caller >= 0 && callee >= 0 && caller != callee) {
				double amount = amount(between.callsPerSecond(), between.bytesPerSecond());
				long price = FixedPoint.price(model.weights.traffic() * amount / model.wanted[caller]);
				out.get(caller).add(new Edge(callee, price));
				in.get(callee).add(new Edge(caller, price));
			}
		}
		this.callees = arrays(out);
		this.callers = arrays(in);
		this.entering = new @Nullable Entering[model.serviceCount()];
		for (Traffic.Entering from : traffic.entering()) {
			int host = model.indexOf(from.node());
			int callee = model.indexOf(from.callee());
			if (host >= 0 && callee >= 0) {
				double amount = amount(from.callsPerSecond(), from.bytesPerSecond());
				add(model.geography, host, callee, FixedPoint.price(model.weights.traffic() * amount));
			}
		}
	}

	private static double amount(double callsPerSecond, double bytesPerSecond) {
		return callsPerSecond + bytesPerSecond / BYTES_PER_CALL;
	}

	private void add(Geography geography, int host, int callee, long price) {
		@Nullable Entering known = this.entering[callee];
		Entering at = (known != null) ? known : new Entering(geography);
		at.add(geography, host, price);
		this.entering[callee] = at;
	}

	private static List<List<Edge>> lists(int size) {
		List<List<Edge>> lists = new ArrayList<>(size);
		for (int service = 0; service < size; service++) {
			lists.add(new ArrayList<>());
		}
		return lists;
	}

	/** Sorted, since what is searched first may be taken first. */
	private static Edge[][] arrays(List<List<Edge>> lists) {
		return lists.stream()
			.map((edges) -> edges.stream()
				.sorted((one, other) -> (one.peer() != other.peer()) ? Integer.compare(one.peer(), other.peer())
						: Long.compare(one.price(), other.price()))
				.toArray(Edge[]::new))
			.toArray(Edge[][]::new);
	}

	/**
	 * What enters a service, by host, zone and region: the price of a unit of distance.
	 */
	static final class Entering {

		final long[] byHost;

		final long[] byZone;

		final long[] byRegion;

		/** The hosts on which something enters, in no particular order. */
		int[] hosts = new int[0];

		/** The most that enters on one host. */
		long most;

		private Entering(Geography geography) {
			this.byHost = new long[geography.zone.length];
			this.byZone = new long[geography.zones];
			this.byRegion = new long[geography.regions];
		}

		private void add(Geography geography, int host, long price) {
			if (price > 0 && this.byHost[host] == 0) {
				this.hosts = Arrays.copyOf(this.hosts, this.hosts.length + 1);
				this.hosts[this.hosts.length - 1] = host;
			}
			this.byHost[host] += price;
			this.most = Math.max(this.most, this.byHost[host]);
			this.byZone[geography.zone[host]] += price;
			this.byRegion[geography.region[host]] += price;
		}

	}

}
