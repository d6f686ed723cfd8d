package dev.mesh.benchmarks.calls;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What figures depend on and cannot say.
 *
 * @param time when
 * @param processors how many there are
 * @param load runnable threads on the machine, over the last minute
 */
public record MachineState(Instant time, int processors, double load) {

	private static final String LOAD = "mesh.benchmarks.load";

	/**
	 * Return what the machine was like before the program was built, where that is known,
	 * and else is like.
	 * @return its state
	 */
	public static MachineState before() {
		MachineState now = now();
		String load = System.getProperty(LOAD, "");
		return load.isEmpty() ? now : new MachineState(now.time, now.processors, Double.parseDouble(load));
	}

	/**
	 * Look at the machine.
	 * @return its state
	 */
	public static MachineState now() {
		return new MachineState(Instant.now(), Runtime.getRuntime().availableProcessors(),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

	String describe(MachineState after, Pace pace) {
		return describe(after, String.format(Locale.ROOT,
				"%d rounds, %.1f s of warm-up in each, %d turns of %.2f s per figure, as many of the floor between them, medians",
				pace.rounds(), pace.warmUpMillis() / 1e3, pace.turns(), pace.turnMillis() / 1e3));
	}

	/**
	 * Say on what and how figures were taken.
	 * @param after the state when they had been
	 * @param how how, without a full stop
	 * @return some sentences
	 */
	public String describe(MachineState after, String how) {
		String disturbance = (this.load > this.processors / 2.0)
				? " **The machine was busy with other work when the run began: compare figures of this run with each other"
						+ " only, and those at or below 1.2 × not at all.**"
				: "";
		return String.format(Locale.ROOT,
				"Run of %s UTC: %d processors, %s %s, Java %s; %s. Load of the machine before the run %.1f, after it %.1f.%s",
				DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(this.time.atOffset(ZoneOffset.UTC)),
				this.processors, System.getProperty("os.name"), System.getProperty("os.version"),
				System.getProperty("java.version"), how, this.load, after.load, disturbance);
	}

}
