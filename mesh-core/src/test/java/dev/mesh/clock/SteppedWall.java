package dev.mesh.clock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wall clock that goes where a test puts it.
 */
class SteppedWall implements InstantSource {

	private final AtomicLong millis;

	SteppedWall(long millis) {
		this.millis = new AtomicLong(millis);
	}

	void set(long millis) {
		this.millis.set(millis);
	}

	@Override
	public long millis() {
		return this.millis.get();
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochMilli(millis());
	}

}
