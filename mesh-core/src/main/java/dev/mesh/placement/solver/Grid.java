package dev.mesh.placement.solver;

/**
 * Where in one array the numbers of each host and tag are. The hosts of one tag lie side
 * by side, since a search looks at one host after another.
 *
 * @param hosts how many hosts
 * @param tags how many tags
 * @param width how many numbers each host and tag has
 */
record Grid(int hosts, int tags, int width) {

	/** Returns how long the array is. */
	int size() {
		return Math.multiplyExact(this.hosts * this.tags, this.width);
	}

	/** Returns where the numbers of a host and tag begin. */
	int cell(int host, int tag) {
		return (tag * this.hosts + host) * this.width;
	}

}
