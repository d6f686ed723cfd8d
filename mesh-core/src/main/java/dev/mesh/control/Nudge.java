package dev.mesh.control;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task of a loop that catches up with something: however often it is asked for, one
 * waits in the inbox. Safe for use by any thread.
 */
public final class Nudge {

	private final OwnerLoop loop;

	private final Runnable task;

	private final AtomicBoolean waiting = new AtomicBoolean();

	/**
	 * Make a nudge.
	 * @param loop runs the task
	 * @param task looks at how things are then; it is asked for again by what comes later
	 */
	public Nudge(OwnerLoop loop, Runnable task) {
		this.loop = loop;
		this.task = task;
	}

	/**
	 * Ask for the task, unless it waits already; never blocks. Where the inbox is full
	 * nothing is asked for: whoever comes next asks again.
	 */
	public void ask() {
		if (this.waiting.compareAndSet(false, true) && !this.loop.offer(this::run)) {
			this.waiting.set(false);
		}
	}

	private void run() {
		// Before the task: what changes while it runs asks for the next one.
		this.waiting.set(false);
		this.task.run();
	}

}
