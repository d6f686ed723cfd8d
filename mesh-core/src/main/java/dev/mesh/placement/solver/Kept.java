package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.Map;

import dev.mesh.cluster.NodeId;

/**
 * Where instances of a service run that could stay.
 *
 * @param hosts the hosts, ascending
 * @param counts how many could stay on each of these, from 1
 * @param total how many could stay in all
 */
record Kept(int[] hosts, int[] counts, int total) {

	static Kept of(Map<NodeId, Integer> current, Map<NodeId, Integer> hostIndex, int[] limit) {
		long[] pairs = new long[current.size()];
		int size = 0;
		for (Map.Entry<NodeId, Integer> entry : current.entrySet()) {
			Integer host = hostIndex.get(entry.getKey());
			if (host != null && limit[host] > 0) {
				pairs[size++] = ((long) host << Integer.SIZE) | Math.min(entry.getValue(), limit[host]);
			}
		}
		Arrays.sort(pairs, 0, size);
		int[] hosts = new int[size];
		int[] counts = new int[size];
		int total = 0;
		for (int i = 0; i < size; i++) {
			hosts[i] = (int) (pairs[i] >> Integer.SIZE);
			counts[i] = (int) pairs[i];
			total += counts[i];
		}
		return new Kept(hosts, counts, total);
	}

	/** Returns how many could stay on a host. */
	int at(int host) {
		int position = Arrays.binarySearch(this.hosts, host);
		return (position < 0) ? 0 : this.counts[position];
	}

}
