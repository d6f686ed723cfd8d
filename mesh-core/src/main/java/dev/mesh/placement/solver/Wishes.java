package dev.mesh.placement.solver;

import dev.mesh.placement.solver.SoftBiases.Touch;

/**
 * Who bears, prefers and avoids the tags of soft biases on each host. A cell, one for
 * each host and tag, holds the number of bearers and the summed prices of those that
 * prefer the tag, of those among them that bear it, and of those that avoid it; what one
 * more costs follows from these without looking at anyone singly.
 */
final class Wishes {

	private static final int BEARING = 0;

	private static final int PREFER = 1;

	private static final int PREFER_AND_BEARING = 2;

	private static final int AVOID = 3;

	private static final int WIDTH = 4;

	private final SoftBiases biases;

	private final Grid grid;

	private final long[] cells;

	Wishes(Model model) {
		this.biases = model.softBiases;
		this.grid = new Grid(model.hostCount(), this.biases.tags, WIDTH);
		this.cells = new long[this.grid.size()];
	}

	/** Returns by how much the cost grows with an instance more. */
	long addCost(int service, int host) {
		long cost = 0;
		for (Touch touch : this.biases.touches[service]) {
			int cell = this.grid.cell(host, touch.tag());
			long bearing = this.cells[cell + BEARING];
			long prefer = this.cells[cell + PREFER];
			long preferAndBearing = this.cells[cell + PREFER_AND_BEARING];
			long avoid = this.cells[cell + AVOID];
			if (touch.bears()) {
				cost += cost(bearing + 1, prefer + touch.prefer(), preferAndBearing + touch.prefer(),
						avoid + touch.avoid()) - cost(bearing, prefer, preferAndBearing, avoid) - touch.avoid();
			}
			else {
				cost += (bearing == 0) ? touch.prefer() : touch.avoid() * bearing;
			}
		}
		return cost;
	}

	/** Returns what an instance that is on a host pays for its own wishes. */
	long cost(int service, int host) {
		long cost = 0;
		for (Touch touch : this.biases.touches[service]) {
			long others = this.cells[this.grid.cell(host, touch.tag()) + BEARING] - (touch.bears() ? 1 : 0);
			cost += (others == 0) ? touch.prefer() : touch.avoid() * others;
		}
		return cost;
	}

	void add(int service, int host) {
		shift(service, host, 1);
	}

	void remove(int service, int host) {
		shift(service, host, -1);
	}

	private void shift(int service, int host, int by) {
		for (Touch touch : this.biases.touches[service]) {
			int cell = this.grid.cell(host, touch.tag());
			this.cells[cell + PREFER] += by * touch.prefer();
			this.cells[cell + AVOID] += by * touch.avoid();
			if (touch.bears()) {
				this.cells[cell + BEARING] += by;
				this.cells[cell + PREFER_AND_BEARING] += by * touch.prefer();
			}
		}
	}

	/**
	 * What a cell costs, but for what those that avoid and bear do not count themselves.
	 */
	private static long cost(long bearing, long prefer, long preferAndBearing, long avoid) {
		long alone = (bearing == 0) ? prefer : (bearing == 1) ? preferAndBearing : 0;
		return alone + avoid * bearing;
	}

}
