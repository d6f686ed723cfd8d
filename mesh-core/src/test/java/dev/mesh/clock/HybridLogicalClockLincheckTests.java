package dev.mesh.clock;

import java.time.Duration;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Drawing and observing are linearizable, from which follows that stamps grow strictly
 * over all threads: the specification is the clock itself, used by one thread.
 */
@Param(name = "offset", gen = IntGen.class, conf = "-2:4")
public class HybridLogicalClockLincheckTests {

	private static final long WALL = 1_000;

	private final HybridLogicalClock clock = new HybridLogicalClock(1, new SteppedWall(WALL), Duration.ofMillis(2),
			null);

	@Operation
	public long now() {
		return this.clock.now();
	}

	@Operation
	public boolean observe(@Param(name = "offset") int offset) {
		return this.clock.observe((WALL + offset) << 16);
	}

	@Operation
	public long last() {
		return this.clock.last();
	}

	@Test
	void isLinearizableUnderModelChecking() {
		new ModelCheckingOptions().iterations(20)
			.invocationsPerIteration(500)
			.minimizeFailedScenario(false)
			.check(getClass());
	}

	@Test
	void isLinearizableUnderStress() {
		new StressOptions().iterations(20)
			.invocationsPerIteration(1_000)
			.minimizeFailedScenario(false)
			.check(getClass());
	}

}
