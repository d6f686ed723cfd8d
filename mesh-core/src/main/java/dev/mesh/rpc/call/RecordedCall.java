package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.contract.ResultShape;
import dev.mesh.rpc.explain.CallExplanation;
import dev.mesh.selector.Candidate;
import dev.mesh.selector.Candidates;
import dev.mesh.selector.Choice;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.Selection;
import org.jspecify.annotations.Nullable;

/**
 * A method of a contract and the arguments to call it with, any number of times. Safe for
 * use by any thread, as far as the arguments are.
 */
public final class RecordedCall {

	private final MethodCall method;

	private final @Nullable Object[] arguments;

	private final @Nullable String version;

	RecordedCall(MethodCall method, @Nullable Object[] arguments) {
		this(method, arguments, null);
	}

	private RecordedCall(MethodCall method, @Nullable Object[] arguments, @Nullable String version) {
		this.method = method;
		this.arguments = arguments;
		this.version = version;
	}

	/**
	 * Choose the version once, for calls that belong together.
	 * @return the same call, of the version that the route says now
	 */
	public RecordedCall onOneVersion() {
		this.method.calling().routes().refresh();
		Lane lane = this.method.route().lanes().choose(this.method.key(), this.arguments, Baggage.current());
		return new RecordedCall(this.method, this.arguments, lane.version());
	}

	private RouteTable table() {
		this.method.calling().routes().refresh();
		return this.method.route().table(this.version);
	}

	/** What recording returned in place of a result. */
	@Nullable Object nothing() {
		return Recording.nothing(this.method.method().method().getReturnType());
	}

	/**
	 * Return when a call that begins now is to end.
	 * @param timeout the longest it may take, or {@code null} for the method's own
	 * timeout
	 * @return the deadline, no later than that of the call the thread serves, in terms of
	 * {@link System#nanoTime()}
	 */
	public long deadlineNanos(@Nullable Duration timeout) {
		return MethodCall.deadlineNanos((timeout != null) ? timeout.toNanos() : this.method.timeoutNanos());
	}

	/**
	 * Tell whether the method returns a stage.
	 * @return whether it does
	 */
	public boolean returnsStage() {
		return this.method.method().shape() == ResultShape.STAGE;
	}

	/**
	 * Call and wait for the result; only for methods that do not return a stage.
	 * @param aim where to
	 * @param deadlineNanos when to end at the latest
	 * @return the result
	 * @throws Throwable what the service threw, or one of the errors of a call
	 */
	public @Nullable Object call(Aim aim, long deadlineNanos) throws Throwable {
		return new BlockingCall(this.method, this.arguments, deadlineNanos, aim.onVersion(this.version)).call();
	}

	/**
	 * Begin a call. An instance on this node is called by a worker thread, unless the
	 * method returns a stage.
	 * @param aim where to
	 * @param deadlineNanos when to end at the latest
	 * @return the result, for a stage that of its value; to cancel it gives the call up
	 */
	public CompletableFuture<@Nullable Object> start(Aim aim, long deadlineNanos) {
		return new StageCall(this.method, this.arguments, deadlineNanos, aim.onVersion(this.version)).start();
	}

	/**
	 * Say where the call would go now.
	 * @param aim where it is to go
	 * @param limit the longest it may take, or {@code null} for the method's own timeout
	 * @return the explanation
	 */
	public CallExplanation explain(Aim aim, @Nullable Duration limit) {
		return new CallExplainer(this.method, this.arguments, aim.onVersion(this.version)).explain(limit);
	}

	/**
	 * Choose the node as a call that begins now does, with nothing sent and nothing said
	 * about it. Costs what the choice costs a call.
	 * @param aim where the call is to go
	 * @return the node, or {@code null} if none can be asked now
	 */
	public @Nullable Node choose(Aim aim) {
		Lanes lanes = this.method.route().lanes();
		Lane lane = (this.version != null) ? lanes.of(this.version)
				: lanes.choose(this.method.key(), this.arguments, Baggage.current());
		RetryState fresh = this.method.untried();
		Target target = new Picker(this.method, aim, fresh, lane, this.arguments, System.nanoTime()).pick();
		return (target != null) ? target.node() : null;
	}

	/**
	 * Return who could serve the call, by the newest directory there is.
	 * @return the candidates, those that cannot be reached included
	 */
	public Candidates candidates() {
		return table().candidates();
	}

	/**
	 * Tell whether a candidate can be reached, as far as is known.
	 * @param candidate the candidate
	 * @return whether it can
	 */
	public boolean isLive(Candidate candidate) {
		return candidate.local() || this.method.calling().client().isReachable(candidate.node());
	}

	/**
	 * Pick several live candidates, one after the other.
	 * @param count how many
	 * @param aim says what picks, whether there is a key and whether this node counts
	 * @return the candidates, fewer than asked for if there are not enough
	 */
	public List<Candidate> pick(int count, Aim aim) {
		RouteTable table = table();
		NodeSelector own = aim.selector();
		Selection selection = (own == null || table.ready().isEmpty()) ? table.selection()
				: this.method.route().prepared(own, table);
		List<Candidate> picked = new ArrayList<>();
		Choice choice = new Remaining(table.candidates(), picked, aim);
		for (int next = 0; picked.size() < count && next != Selection.NONE;) {
			next = selection.select(choice);
			if (next != Selection.NONE) {
				picked.add(table.ready().get(next));
			}
		}
		return picked;
	}

	/**
	 * Return what is called, for messages.
	 */
	@Override
	public String toString() {
		return this.method.toString();
	}

	/**
	 * Leaves open who is live and has not been picked.
	 */
	private final class Remaining implements Choice {

		private final Candidates candidates;

		private final List<Candidate> picked;

		private final Aim aim;

		private Remaining(Candidates candidates, List<Candidate> picked, Aim aim) {
			this.candidates = candidates;
			this.picked = picked;
			this.aim = aim;
		}

		@Override
		public boolean isOpen(int index) {
			Candidate candidate = this.candidates.get(index);
			return isLive(candidate) && !this.picked.contains(candidate)
					&& !(this.aim.elsewhere() && candidate.local());
		}

		@Override
		public boolean hasKey() {
			return this.aim.keyHash() != null;
		}

		@Override
		public long keyHash() {
			Long hash = this.aim.keyHash();
			return (hash != null) ? hash : 0;
		}

	}

}
