package dev.mesh.placement.advice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.mesh.placement.advice.AdviceEvent.Kind;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to move so that calls go less far. It looks from time to time for a better
 * assignment; in {@link OptimizeMode#AUTO} it heads for it, waits until all has settled
 * there, measures how far calls go now, and goes back if that is not worth it. One thing
 * is tried at a time. What it decides follows from the sights it is given, one after the
 * other; used by one thread.
 */
public final class Advisor {

	/**
	 * A report that began before all had settled, one that did not, and one on its way.
	 */
	private static final int REPORTS_AFTER_MOVE = 3;

	/** If there are hardly any calls, wait so many reports for some. */
	private static final int REPORTS_AT_MOST = 24;

	private static final int MAX_EVENTS = 100;

	private final OptimizeOptions options;

	private final Optimizer optimizer;

	private final MoveBudget budget;

	private final Regrets regrets = new Regrets();

	private final Deque<AdviceEvent> events = new ArrayDeque<>();

	private long lookedNanos;

	private @Nullable Advice advice;

	private @Nullable Trial trial;

	/**
	 * Begin to observe. The first look is one interval away.
	 * @param options the rhythm
	 * @param optimizer finds the better assignment
	 * @param nanos the time
	 */
	public Advisor(OptimizeOptions options, Optimizer optimizer, long nanos) {
		this.options = options;
		this.optimizer = optimizer;
		this.budget = new MoveBudget(options.movesPerMinute(), nanos);
		this.lookedNanos = nanos;
	}

	/**
	 * Look at the world.
	 * @param sight the world
	 * @return what to head for, or {@code null} to leave things as they are
	 */
	public @Nullable Assignment next(Sight sight) {
		Trial running = this.trial;
		if (running != null) {
			return follow(running, sight);
		}
		boolean due = sight.nanos() - this.lookedNanos >= this.options.optimizeInterval().toNanos();
		return (due && sight.settled() && sight.fresh()) ? look(sight) : null;
	}

	private @Nullable Assignment look(Sight sight) {
		this.lookedNanos = sight.nanos();
		Problem problem = this.regrets.without(sight.problem(), sight.nanos());
		Solution solution = this.optimizer.optimize(problem);
		Proposal proposal = new Proposal(sight.problem(), solution.assignment());
		Advice found = proposal.advice();
		boolean known = found != null && this.advice != null && found.moves().equals(this.advice.moves());
		this.advice = found;
		if (found == null) {
			return null;
		}
		if (this.options.mode() == OptimizeMode.AUTO) {
			return apply(found, proposal.savedPerCall(), sight);
		}
		if (!known) {
			note(sight, Kind.ADVISED, found.moves(), proposal.savedPerCall(), 0, summary(found));
		}
		return null;
	}

	private @Nullable Assignment apply(Advice found, double predicted, Sight sight) {
		if (!this.budget.allows(found.moves().size(), sight.nanos())) {
			return null;
		}
		this.budget.spend(found.moves().size());
		this.trial = new Trial(found, predicted, sight);
		note(sight, Kind.APPLIED, found.moves(), predicted, 0, summary(found));
		return found.goal();
	}

	private static String summary(Advice found) {
		return "calls cost %.1f calls/s over distance, %.1f less with these moves".formatted(found.cost(),
				found.saving());
	}

	private @Nullable Assignment follow(Trial running, Sight sight) {
		if (running.isOvertaken(sight)) {
			List<Move> missed = running.missed(sight.problem().current());
			this.regrets.add(missed, sight.nanos());
			end(sight, running, Kind.OVERTAKEN, 0, missed.isEmpty() ? "the world changed meanwhile"
					: "the world changed meanwhile, and " + missed.size() + " of the moves did not come about");
			return null;
		}
		Duration settled = Duration.ofNanos(running.settledFor(sight));
		Duration report = this.options.reportInterval();
		if (settled.compareTo(report.multipliedBy(REPORTS_AFTER_MOVE)) < 0 || !sight.fresh()) {
			return null;
		}
		if (running.canTell(sight)) {
			return judge(running, sight);
		}
		if (settled.compareTo(report.multipliedBy(REPORTS_AT_MOST)) >= 0) {
			end(sight, running, Kind.KEPT, 0, "there are too few calls now to tell whether the moves pay");
		}
		return null;
	}

	private @Nullable Assignment judge(Trial running, Sight sight) {
		double measured = running.measured(sight);
		if (running.pays(measured)) {
			this.regrets.forgive(running.moves());
			end(sight, running, Kind.KEPT, measured, "a call goes %.2f less far".formatted(measured));
			return null;
		}
		this.regrets.add(running.moves(), sight.nanos());
		this.budget.spend(running.moves().size());
		end(sight, running, Kind.UNDONE, measured,
				"a call goes only %.2f less far, where %.2f was predicted".formatted(measured, running.predicted()));
		return running.before();
	}

	private void end(Sight sight, Trial running, Kind kind, double measured, String why) {
		this.trial = null;
		this.advice = null;
		this.lookedNanos = sight.nanos();
		note(sight, kind, running.moves(), running.predicted(), measured, why);
	}

	private void note(Sight sight, Kind kind, List<Move> moves, double predicted, double measured, String why) {
		this.events.add(new AdviceEvent(sight.time(), kind, moves, predicted, measured, why));
		if (this.events.size() > MAX_EVENTS) {
			this.events.remove();
		}
	}

	/**
	 * Return what is proposed or being tried.
	 * @return the advice, or {@code null} if there is none
	 */
	public @Nullable Advice advice() {
		return this.advice;
	}

	/**
	 * Return what was done.
	 * @return the latest events, the last one last
	 */
	public List<AdviceEvent> events() {
		return List.copyOf(this.events);
	}

}
