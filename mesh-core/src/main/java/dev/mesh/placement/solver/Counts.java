package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;

/**
 * How many instances are where, with sums by zone and region, and lists of who is where
 * for a search to draw from.
 */
final class Counts {

	private final Geography geography;

	private final int hosts;

	private final int[] byHost;

	private final int[] byZone;

	private final int[] byRegion;

	private final int[] total;

	private final Members hostsOf;

	private final Members servicesOn;

	Counts(Model model) {
		int services = model.serviceCount();
		this.geography = model.geography;
		this.hosts = model.hostCount();
		this.byHost = new int[services * this.hosts];
		this.byZone = new int[services * this.geography.zones];
		this.byRegion = new int[services * this.geography.regions];
		this.total = new int[services];
		this.hostsOf = new Members(services);
		this.servicesOn = new Members(this.hosts);
	}

	void add(int service, int host) {
		if (this.byHost[service * this.hosts + host]++ == 0) {
			this.hostsOf.add(service, host);
			this.servicesOn.add(host, service);
		}
		shift(service, host, 1);
	}

	void remove(int service, int host) {
		if (--this.byHost[service * this.hosts + host] == 0) {
			this.hostsOf.remove(service, host);
			this.servicesOn.remove(host, service);
		}
		shift(service, host, -1);
	}

	private void shift(int service, int host, int by) {
		this.byZone[service * this.geography.zones + this.geography.zone[host]] += by;
		this.byRegion[service * this.geography.regions + this.geography.region[host]] += by;
		this.total[service] += by;
	}

	int at(int service, int host) {
		return this.byHost[service * this.hosts + host];
	}

	int inZone(int service, int zone) {
		return this.byZone[service * this.geography.zones + zone];
	}

	int inRegion(int service, int region) {
		return this.byRegion[service * this.geography.regions + region];
	}

	int total(int service) {
		return this.total[service];
	}

	/** How many hosts have the service. */
	int hostCount(int service) {
		return this.hostsOf.size[service];
	}

	/** One of the hosts that have the service, in no particular order. */
	int host(int service, int position) {
		return this.hostsOf.lists[service][position];
	}

	/** How many services the host has. */
	int serviceCount(int host) {
		return this.servicesOn.size[host];
	}

	/** One of the services that the host has, in no particular order. */
	int service(int host, int position) {
		return this.servicesOn.lists[host][position];
	}

	/** The hosts that have the service, ascending. */
	int[] sortedHosts(int service) {
		int[] sorted = Arrays.copyOf(this.hostsOf.lists[service], this.hostsOf.size[service]);
		Arrays.sort(sorted);
		return sorted;
	}

	/** The services that the host has, ascending. */
	int[] sortedServices(int host) {
		int[] sorted = Arrays.copyOf(this.servicesOn.lists[host], this.servicesOn.size[host]);
		Arrays.sort(sorted);
		return sorted;
	}

	Assignment toAssignment(Model model) {
		Map<ServiceId, Map<NodeId, Integer>> assignment = new HashMap<>();
		for (int service = 0; service < model.serviceCount(); service++) {
			Map<NodeId, Integer> hosts = new HashMap<>();
			for (int i = 0; i < hostCount(service); i++) {
				int host = host(service, i);
				hosts.put(model.node(host).id(), at(service, host));
			}
			assignment.put(model.spec(service).service(), hosts);
		}
		return new Assignment(assignment);
	}

	/**
	 * Lists in which the last takes the place of what goes. They are short, so that to
	 * look for a member takes less than to keep in mind where each is.
	 */
	private static final class Members {

		private final int[][] lists;

		private final int[] size;

		Members(int owners) {
			this.lists = new int[owners][4];
			this.size = new int[owners];
		}

		void add(int owner, int member) {
			int at = this.size[owner]++;
			if (at == this.lists[owner].length) {
				this.lists[owner] = Arrays.copyOf(this.lists[owner], 2 * at);
			}
			this.lists[owner][at] = member;
		}

		void remove(int owner, int member) {
			int[] list = this.lists[owner];
			int last = --this.size[owner];
			int at = last;
			while (list[at] != member) {
				at--;
			}
			list[at] = list[last];
		}

	}

}
