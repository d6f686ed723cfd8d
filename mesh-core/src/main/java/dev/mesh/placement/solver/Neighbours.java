package dev.mesh.placement.solver;

import dev.mesh.placement.solver.HardBiases.Touch;

/**
 * Who bears and who asks for the tags of hard biases on each host. A cell, one for each
 * host and tag, holds four numbers of instances, from which it follows whether everyone's
 * bias holds without looking at anyone singly.
 * <p>
 * An instance is not its own neighbour. With one bearer on a host, those that ask and
 * bear can only be that bearer, who has no other; with two, each has one.
 */
final class Neighbours {

	private static final int BEARING = 0;

	private static final int ALWAYS = 1;

	private static final int ALWAYS_AND_BEARING = 2;

	private static final int NEVER = 3;

	private static final int WIDTH = 4;

	private final HardBiases biases;

	private final Grid grid;

	private final int[] cells;

	private int unmet;

	Neighbours(Model model) {
		this.biases = model.hardBiases;
		this.grid = new Grid(model.hostCount(), this.biases.tags, WIDTH);
		this.cells = new int[this.grid.size()];
	}

	/** In how many cells an ALWAYS does not hold. */
	int unmet() {
		return this.unmet;
	}

	/** Tells whether an instance more breaks no NEVER, its own or another's. */
	boolean allows(int service, int host) {
		for (Touch touch : this.biases.touches[service]) {
			int cell = this.grid.cell(host, touch.tag());
			if ((touch.bears() && this.cells[cell + NEVER] > 0) || (touch.never() && this.cells[cell + BEARING] > 0)) {
				return false;
			}
		}
		return true;
	}

	/** Tells whether an instance more finds everyone whom it must be with. */
	boolean satisfies(int service, int host) {
		for (Touch touch : this.biases.touches[service]) {
			if (touch.always() && this.cells[this.grid.cell(host, touch.tag()) + BEARING] == 0) {
				return false;
			}
		}
		return true;
	}

	/** Tells whether some instance of a service that is on a host misses a tag there. */
	boolean isUnmet(int service, int host) {
		return unmetTag(service, host) >= 0;
	}

	/**
	 * Returns a tag that an instance of a service that is on a host misses there, or -1.
	 */
	int unmetTag(int service, int host) {
		for (Touch touch : this.biases.touches[service]) {
			if (touch.always()) {
				int bearing = this.cells[this.grid.cell(host, touch.tag()) + BEARING];
				if (bearing - (touch.bears() ? 1 : 0) == 0) {
					return touch.tag();
				}
			}
		}
		return -1;
	}

	/** Tells whether anyone on a host misses the tag. */
	boolean isTagUnmet(int tag, int host) {
		return unmetIn(this.grid.cell(host, tag)) > 0;
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
			this.unmet -= unmetIn(cell);
			if (touch.bears()) {
				this.cells[cell + BEARING] += by;
			}
			if (touch.always()) {
				this.cells[cell + ALWAYS] += by;
				this.cells[cell + ALWAYS_AND_BEARING] += touch.bears() ? by : 0;
			}
			if (touch.never()) {
				this.cells[cell + NEVER] += by;
			}
			this.unmet += unmetIn(cell);
		}
	}

	private int unmetIn(int cell) {
		return switch (this.cells[cell + BEARING]) {
			case 0 -> Math.min(1, this.cells[cell + ALWAYS]);
			case 1 -> this.cells[cell + ALWAYS_AND_BEARING];
			default -> 0;
		};
	}

}
