package dev.mesh.benchmarks.calls.load;

import dev.mesh.benchmarks.calls.work.OrderDesk;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Puts a load on a desk for a while.
 */
public interface Driver {

	/**
	 * Run.
	 * @param cell what to call and how much at a time
	 * @param desk is called
	 * @param nanos how long
	 * @return the figures
	 * @throws InterruptedException if interrupted
	 */
	Taken run(Cell cell, OrderDesk desk, long nanos) throws InterruptedException;

	/**
	 * Return what drives a load.
	 * @param load the load
	 * @return the driver
	 */
	static Driver of(Load load) {
		return load.async() ? new WindowDriver() : new ThreadDriver();
	}

	/** Three digits, and it grows with what it sees. */
	static Histogram histogram() {
		return new Histogram(3);
	}

	/** The same for many threads. */
	static Histogram sharedHistogram() {
		return new ConcurrentHistogram(3);
	}

}
