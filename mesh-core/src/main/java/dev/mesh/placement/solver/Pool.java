package dev.mesh.placement.solver;

import java.util.Arrays;

/**
 * The hosts on which a service may be by the static rules. Services that are alike in
 * this respect share one.
 */
final class Pool {

	/** Its position among all pools. */
	final int position;

	/** By host: the most instances of one service. */
	final int[] limit;

	/** The hosts with a limit above 0, ascending. */
	final int[] hosts;

	Pool(int position, int[] limit) {
		this.position = position;
		this.limit = limit;
		int[] possible = new int[limit.length];
		int size = 0;
		for (int host = 0; host < limit.length; host++) {
			if (limit[host] > 0) {
				possible[size++] = host;
			}
		}
		this.hosts = Arrays.copyOf(possible, size);
	}

}
