package dev.mesh.placement.solver;

import java.util.Arrays;

/**
 * The hosts on which a service may be by the static rules. Services that are alike in
 * this respect share one.
 *
 * @param position its position among all pools
 * @param limit by host: the most instances of one service
 * @param hosts the hosts with a limit above 0, ascending
 */
record Pool(int position, int[] limit, int[] hosts) {

	static Pool of(int position, int[] limit) {
		int[] hosts = new int[limit.length];
		int size = 0;
		for (int host = 0; host < limit.length; host++) {
			if (limit[host] > 0) {
				hosts[size++] = host;
			}
		}
		return new Pool(position, limit, Arrays.copyOf(hosts, size));
	}

}
