package dev.mesh.placement.solver;

import java.util.Arrays;

/**
 * The steps that led to a state, the last on top.
 */
final class Journal {

	private int[] steps = new int[256];

	private int size;

	void added(int pair) {
		push(2 * pair + 1);
	}

	void removed(int pair) {
		push(2 * pair);
	}

	int pop() {
		return this.steps[--this.size];
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

	private void push(int step) {
		if (this.size == this.steps.length) {
			this.steps = Arrays.copyOf(this.steps, 2 * this.size);
		}
		this.steps[this.size++] = step;
	}

}
