package dev.mesh.route.cutover;

import java.time.Duration;
import java.util.Locale;

import dev.mesh.route.measure.ServiceCounts;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from what was seen: a pure function. A guard trips as soon as what
 * is still to come in the step could not untrip it; a step is passed when it was held
 * long enough and was judged by enough calls.
 */
public final class CutoverJudge {

	/**
	 * Of fewer calls the slowest hundredth is the one slowest call, which says nothing.
	 */
	private static final int FEWEST_FOR_P99 = 100;

	private final Cutover cutover;

	private final CutoverPlan plan;

	private final Evidence evidence;

	private final Sample reference;

	private final Duration held;

	private final long now;

	private CutoverJudge(Cutover cutover, ServiceCounts seen, Duration held, long now) {
		this.cutover = cutover;
		this.plan = cutover.plan();
		boolean ramping = cutover.phase() == CutoverPhase.RAMP;
		Sample from = Sample.of(seen.of(this.plan.from()));
		Sample to = Sample.of(ramping ? seen.of(this.plan.to()) : seen.shadow());
		this.evidence = Evidence.of(from, to, seen.mirror());
		this.reference = (from.calls() >= this.plan.calls()) ? from : cutover.reference();
		this.held = held;
		this.now = now;
	}

	/**
	 * Decide.
	 * @param cutover the cutover
	 * @param seen what was counted since its present step began, over all nodes
	 * @param held how long ago that is
	 * @param now the present time, in milliseconds of the epoch
	 * @return the cutover in its next step, or the very one that was given if nothing
	 * follows yet
	 */
	public static Cutover judge(Cutover cutover, ServiceCounts seen, Duration held, long now) {
		return cutover.phase().isOver() ? cutover : new CutoverJudge(cutover, seen, held, now).next();
	}

	private Cutover next() {
		String tripped = (this.cutover.phase() != CutoverPhase.SHADOW) ? tripped() : null;
		if (tripped != null) {
			return end(CutoverPhase.ROLLED_BACK, tripped);
		}
		boolean enough = judgedBy() >= this.plan.calls();
		if (enough && this.held.compareTo(this.plan.hold()) >= 0) {
			return passed();
		}
		if (!enough && this.held.compareTo(this.plan.patience()) >= 0) {
			return end(CutoverPhase.ROLLED_BACK, "It was judged by " + judgedBy() + " calls after "
					+ this.plan.patience().toSeconds() + " s, and " + this.plan.calls() + " are the least.");
		}
		return this.cutover;
	}

	private long judgedBy() {
		return (this.cutover.phase() == CutoverPhase.COMPARE) ? this.evidence.compared() : this.evidence.to().calls();
	}

	private @Nullable String tripped() {
		String mismatch = mismatch();
		if (mismatch != null) {
			return mismatch;
		}
		String errors = errors();
		return (errors != null) ? errors : slowness();
	}

	private @Nullable String mismatch() {
		long compared = Math.max(this.evidence.compared(), this.plan.calls());
		if (this.evidence.mismatched() <= this.plan.guards().mismatches() * compared / 100) {
			return null;
		}
		return String.format(Locale.ROOT, "'%s' differs: %d of %d compared responses do, and %s %% are allowed.",
				this.evidence.field(), this.evidence.mismatched(), this.evidence.compared(),
				plain(this.plan.guards().mismatches()));
	}

	private @Nullable String errors() {
		Sample to = this.evidence.to();
		double allowed = this.reference.errorPercent() + this.plan.guards().errors();
		if (to.errors() <= allowed * Math.max(to.calls(), this.plan.calls()) / 100) {
			return null;
		}
		return String.format(Locale.ROOT,
				"%d of %d calls to version %s failed, and %s %% more than the %s %% of version " + "%s are allowed.",
				to.errors(), to.calls(), this.plan.to(), plain(this.plan.guards().errors()),
				plain(this.reference.errorPercent()), this.plan.from());
	}

	private @Nullable String slowness() {
		Sample to = this.evidence.to();
		Guards guards = this.plan.guards();
		long fewest = Math.max(this.plan.calls(), FEWEST_FOR_P99);
		boolean judged = to.calls() >= fewest && this.reference.calls() >= fewest;
		double allowed = Math.max(guards.slower() * this.reference.p99Micros(), guards.floor().toNanos() / 1000.0);
		if (!judged || to.p99Micros() <= allowed) {
			return null;
		}
		return String.format(Locale.ROOT,
				"The p99 of version %s is %.1f ms and that of version %s %.1f ms: %s times as " + "much is allowed.",
				this.plan.to(), to.p99Micros() / 1000.0, this.plan.from(), this.reference.p99Micros() / 1000.0,
				plain(guards.slower()));
	}

	private Cutover passed() {
		return switch (this.cutover.phase()) {
			case SHADOW -> to(CutoverPhase.COMPARE, 0, "Version " + this.plan.to() + " has answered "
					+ this.evidence.to().calls() + " repeated calls: from here on they are judged.");
			case COMPARE -> to(CutoverPhase.RAMP, 0, this.evidence.compared() + " responses were compared and "
					+ this.evidence.mismatched() + " of them differ.");
			default -> ramped();
		};
	}

	private Cutover ramped() {
		int next = this.cutover.step() + 1;
		String why = String.format(Locale.ROOT, "Version %s took %d %% of the calls; %s %% of them failed.",
				this.plan.to(), this.cutover.weight(), plain(this.evidence.to().errorPercent()));
		return (next < this.plan.steps().size()) ? to(CutoverPhase.RAMP, next, why) : end(CutoverPhase.COMMITTED, why);
	}

	private Cutover to(CutoverPhase phase, int step, String why) {
		return this.cutover.to(phase, step, this.reference, this.now, why, this.evidence);
	}

	private Cutover end(CutoverPhase phase, String why) {
		return to(phase, this.cutover.step(), why);
	}

	private static String plain(double value) {
		String text = String.format(Locale.ROOT, "%.2f", value);
		return text.replaceAll("\\.?0+$", "");
	}

}
