package dev.mesh.placement.solver;

import java.util.Arrays;

/**
 * The steps that led to a state, the last on top.
 */
final class Journal {

	private int[] steps = new int[256];

	private long[] costs = new long[256];

	private int size;

	void added(int pair, long cost) {
		push(2 * pair + 1, cost);
	}

	void removed(int pair, long cost) {
		push(2 * pair, cost);
	}

	int pop() {
		return this.steps[--this.size];
	}

	/** By how much the step on top changed the cost. */
	long topCost() {
		return this.costs[this.size - 1];
	}

	int step(int position) {
		return this.steps[position];
	}

	int size() {
		return this.size;
	}

	void clear() {
		this.size = 0;
	}

	static boolean isAdd(int step) {
		return (step & 1) == 1;
	}

	/** The position of the service times the number of hosts plus the host's. */
	static int pair(int step) {
		return step >> 1;
	}

	private void push(int step, long cost) {
		if (this.size == this.steps.length) {
			this.steps = Arrays.copyOf(this.steps, 2 * this.size);
			this.costs = Arrays.copyOf(this.costs, 2 * this.size);
		}
		this.costs[this.size] = cost;
		this.steps[this.size++] = step;
	}

}
