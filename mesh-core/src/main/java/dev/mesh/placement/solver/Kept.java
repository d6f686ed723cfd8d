package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.Map;

import dev.mesh.cluster.NodeId;

/**
 * Where instances of a service run that could stay.
 */
final class Kept {

	/** The hosts, ascending. */
	final int[] hosts;

	/** How many could stay on each of these, from 1. */
	final int[] counts;

	/** How many could stay in all. */
	final int total;

	Kept(Map<NodeId, Integer> current, Map<NodeId, Integer> hostIndex, int[] limit) {
		long[] pairs = new long[current.size()];
		int size = 0;
		for (Map.Entry<NodeId, Integer> entry : current.entrySet()) {
			Integer host = hostIndex.get(entry.getKey());
			if (host != null && limit[host] > 0) {
				pairs[size++] = ((long) host << Integer.SIZE) | Math.min(entry.getValue(), limit[host]);
			}
		}
		Arrays.sort(pairs, 0, size);
		this.hosts = new int[size];
		this.counts = new int[size];
		int sum = 0;
		for (int i = 0; i < size; i++) {
			this.hosts[i] = (int) (pairs[i] >> Integer.SIZE);
			this.counts[i] = (int) pairs[i];
			sum += this.counts[i];
		}
		this.total = sum;
	}

	/** Returns how many could stay on a host. */
	int at(int host) {
		int position = Arrays.binarySearch(this.hosts, host);
		return (position < 0) ? 0 : this.counts[position];
	}

}
