package dev.mesh.placement;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What tells placement the time.
 *
 * @param nanos measures how long something takes, as {@link System#nanoTime()} does
 * @param wall the time of the day, which all nodes roughly share
 */
record Time(LongSupplier nanos, InstantSource wall) {

	/** That of this machine. */
	static final Time SYSTEM = new Time(System::nanoTime, InstantSource.system());

	long nanoTime() {
		return this.nanos.getAsLong();
	}

}
