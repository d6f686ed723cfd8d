package dev.mesh.placement.advice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.advice.AdviceEvent.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to move, and where to run one instance more, so that calls go less far. It
 * looks for a better assignment when the calls have changed; in {@link OptimizeMode#AUTO}
 * it heads for it as a whole, waits until all has settled there, measures how far calls
 * go now, and goes back if that is not worth it. One assignment is tried at a time.
 * Instances whose callers have gone are given back.
 * <p>
 * A look is handed out by {@link #look}, run by whoever has the time, and its finding
 * handed in by {@link #found}; meanwhile nothing is decided. What is decided follows from
 * the sights and findings that are given, one after the other; used by one thread.
 */
public final class Advisor {

	/**
	 * A report that began before all had settled, one that did not, and one on its way.
	 */
	private static final int REPORTS_AFTER_MOVE = 3;

	/** If there are hardly any calls, wait so many reports for some. */
	private static final int REPORTS_AT_MOST = 24;

	private final OptimizeOptions options;

	private final MoveBudget budget;

	private final Regrets regrets = new Regrets();

	private final Idle idle = new Idle();

	private final AdviceLog log = new AdviceLog();

	private long lookedNanos;

	private @Nullable LastLook lastLook;

	private @Nullable Look looking;

	private @Nullable Advice advice;

	private @Nullable Trial trial;

	/**
	 * Begin to observe. The first look is one interval away.
	 * @param options the rhythm
	 * @param nanos the time
	 */
	public Advisor(OptimizeOptions options, long nanos) {
		this.options = options;
		this.budget = new MoveBudget(options.movesPerMinute(), nanos);
		this.lookedNanos = nanos;
	}

	/**
	 * See how what is being tried fares.
	 * @param sight the world
	 * @return what to go back to, or {@code null} to leave things as they are
	 */
	public @Nullable Aim next(Sight sight) {
		Trial running = this.trial;
		return (running != null) ? follow(running, sight) : null;
	}

	/**
	 * Look for something better, if it is time to and there may be something.
	 * @param sight the world
	 * @return what to search, or {@code null} not to
	 */
	public @Nullable Look look(Sight sight) {
		boolean due = sight.nanos() - this.lookedNanos >= this.options.optimizeInterval().toNanos();
		if (!due || this.trial != null || this.looking != null || !sight.settled() || !sight.fresh()) {
			return null;
		}
		this.lookedNanos = sight.nanos();
		LastLook last = this.lastLook;
		if (last != null && last.isLike(sight) && this.idle.isEmpty()
				&& !this.regrets.hasEnded(last.nanos(), sight.nanos())) {
			return null;
		}
		this.lastLook = new LastLook(sight);
		Look look = new Look(sight, this.regrets.without(sight.problem(), sight.nanos()),
				this.regrets.without(sight.problem(), sight.spans().keySet(), sight.nanos()), released(),
				this.options.instanceCost());
		this.looking = look;
		return look;
	}

	private Map<ServiceId, Integer> released() {
		return (this.options.mode() == OptimizeMode.AUTO) ? this.idle.released() : Map.of();
	}

	/**
	 * Take what a look found, or that it found nothing.
	 * @param finding what was found; one of another look is left aside, and one for a
	 * world that is gone too
	 * @param sight the world as it is now
	 * @return what to head for, or {@code null} to leave things as they are
	 */
	public @Nullable Aim found(Finding finding, Sight sight) {
		if (finding.look() != this.looking) {
			return null;
		}
		this.looking = null;
		if (!finding.isAbout(sight)) {
			this.lastLook = null;
			return null;
		}
		this.idle.observe(present(sight), finding.needed());
		return finding.look().givesBack() ? giveBack(finding, sight) : propose(finding.proposal(), sight);
	}

	/**
	 * Learn that the look that is out, if one is, will not be run to its end.
	 */
	public void lookFailed() {
		if (this.looking != null) {
			this.looking = null;
			this.lastLook = null;
		}
	}

	private static Map<ServiceId, Integer> present(Sight sight) {
		Map<ServiceId, Integer> present = new TreeMap<>();
		sight.spans().keySet().forEach((service) -> present.put(service, sight.problem().current().total(service)));
		return present;
	}

	private @Nullable Aim giveBack(Finding finding, Sight sight) {
		this.idle.forget();
		this.lastLook = null;
		Advice moves = finding.proposal().unconditional();
		if (moves.moves().isEmpty()) {
			return null;
		}
		this.log.add(sight.time(), Kind.GIVEN_BACK, moves.moves(), finding.proposal().savedPerCall(), 0,
				"too few calls are left that these instances keep on their nodes");
		return Aim.at(moves.goal(), sight.spans());
	}

	private @Nullable Aim propose(Proposal proposal, Sight sight) {
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
			this.log.add(sight.time(), Kind.ADVISED, found.moves(), proposal.savedPerCall(), 0, summary(found));
		}
		return null;
	}

	private @Nullable Aim apply(Advice found, double predicted, Sight sight) {
		if (!this.budget.allows(found.moves().size(), sight.nanos())) {
			this.lastLook = null;
			return null;
		}
		this.budget.spend(found.moves().size());
		this.trial = new Trial(found, predicted, sight, this.options.instanceCost() * OptimizeOptions.KEEPS);
		this.log.add(sight.time(), Kind.APPLIED, found.moves(), predicted, 0, summary(found));
		return Aim.at(found.goal(), sight.spans());
	}

	/**
	 * Learn that the world is told apart by another number, now that what was aimed at is
	 * what is wanted.
	 * @param basis the number
	 */
	public void aimed(int basis) {
		Trial running = this.trial;
		if (running != null) {
			running.beganWith(basis);
		}
	}

	private static String summary(Advice found) {
		return "calls cost %.1f calls/s over distance, %.1f less with these moves".formatted(found.cost(),
				found.saving());
	}

	private @Nullable Aim follow(Trial running, Sight sight) {
		if (running.isOvertaken(sight)) {
			List<Move> missed = running.missed(sight.problem().current());
			this.regrets.tried(missed, sight.nanos());
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

	private @Nullable Aim judge(Trial running, Sight sight) {
		double measured = running.measured(sight);
		if (running.overloads(sight)) {
			return undo(running, sight, measured,
					"a node uses %.0f %% of its processors since".formatted(100 * sight.busiest()));
		}
		if (!running.pays(measured)) {
			return undo(running, sight, measured, "a call goes only %.2f less far, where %.2f was predicted"
				.formatted(measured, running.predicted()));
		}
		this.regrets.left(running.moves(), sight.nanos());
		end(sight, running, Kind.KEPT, measured, "a call goes %.2f less far".formatted(measured));
		return null;
	}

	private Aim undo(Trial running, Sight sight, double measured, String why) {
		this.regrets.tried(running.moves(), sight.nanos());
		this.budget.spend(running.moves().size());
		end(sight, running, Kind.UNDONE, measured, why);
		return running.before();
	}

	private void end(Sight sight, Trial running, Kind kind, double measured, String why) {
		this.trial = null;
		this.advice = null;
		this.lastLook = null;
		this.lookedNanos = sight.nanos();
		this.log.add(sight.time(), kind, running.moves(), running.predicted(), measured, why);
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
		return this.log.list();
	}

}
