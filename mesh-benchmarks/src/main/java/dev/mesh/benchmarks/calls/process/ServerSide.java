package dev.mesh.benchmarks.calls.process;

import dev.mesh.benchmarks.calls.load.Usage;
import dev.mesh.benchmarks.calls.load.UsageMeter;

/**
 * Tells what the server uses.
 */
final class ServerSide implements Child.Side {

	static final String MARK = "mark";

	static final String USED = "used";

	private final UsageMeter meter = new UsageMeter();

	@Override
	public String answer(String command) {
		if (command.equals(MARK)) {
			this.meter.mark();
			return Child.READY;
		}
		Usage used = this.meter.used();
		return used.cpuNanos() + " " + used.allocatedBytes();
	}

}
