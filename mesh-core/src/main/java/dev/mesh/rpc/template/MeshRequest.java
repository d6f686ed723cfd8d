package dev.mesh.rpc.template;

import java.time.Duration;
import java.util.concurrent.CompletionException;

import dev.mesh.rpc.call.Aim;
import dev.mesh.rpc.call.RecordedCall;
import dev.mesh.rpc.explain.CallExplanation;
import dev.mesh.selector.Consistency;
import dev.mesh.selector.KeyHash;
import dev.mesh.selector.NodeSelector;
import org.jspecify.annotations.Nullable;

/**
 * A call that has not been sent: first say how, then where to, which sends it and waits
 * for the end. {@link #async()} does the same without waiting. It can be sent any number
 * of times. Immutable.
 * <p>
 * The calls to one node are like those of an injected contract: tried elsewhere when they
 * did not run, and again when they are idempotent. In a call to several nodes, each node
 * is asked once; a node that is lost, hangs or refuses is a failure among the replies,
 * and an instance on this node is called by a worker thread, which cannot be interrupted.
 *
 * @param <R> the result
 */
public final class MeshRequest<R> {

	private final RecordedCall call;

	private final Aim aim;

	private final @Nullable Duration timeout;

	MeshRequest(RecordedCall call) {
		this(call, Aim.ANY, null);
	}

	private MeshRequest(RecordedCall call, Aim aim, @Nullable Duration timeout) {
		this.call = call;
		this.aim = aim;
		this.timeout = timeout;
	}

	/**
	 * Limit the time that the call may take, retries included, in place of the method's
	 * own timeout.
	 * @param limit the longest time
	 * @return the changed request
	 */
	public MeshRequest<R> within(Duration limit) {
		return new MeshRequest<>(this.call, this.aim, limit);
	}

	/**
	 * Let a selector pick the nodes, in place of the service's own. Keep the selector: it
	 * is prepared once for as long as the instances stay the same. Calls with a
	 * {@code @MeshKey} go to the owner of the key all the same.
	 * @param selector the selector
	 * @return the changed request
	 */
	public MeshRequest<R> select(NodeSelector selector) {
		return new MeshRequest<>(this.call, this.aim.withSelector(selector), this.timeout);
	}

	/**
	 * Give the call a key for selectors that go by it, where the method has none.
	 * @param key the key, of one of the types that {@code @MeshKey} takes
	 * @return the changed request
	 * @throws IllegalArgumentException if it cannot be a key
	 */
	public MeshRequest<R> key(Object key) {
		return new MeshRequest<>(this.call, this.aim.withKeyHash(KeyHash.forType(key.getClass()).of(key)),
				this.timeout);
	}

	/**
	 * Leave out the instance on this node.
	 * @return the changed request
	 */
	public MeshRequest<R> elsewhere() {
		return new MeshRequest<>(this.call, this.aim.withoutSelf(), this.timeout);
	}

	/**
	 * Send without waiting.
	 * @return the same request, whose ends are stages
	 */
	public AsyncMeshRequest<R> async() {
		return new AsyncMeshRequest<>(this.call, this.aim, this.timeout);
	}

	/**
	 * Say where {@link #one()} would send the call now, and why, without sending it.
	 * @return the explanation
	 */
	public CallExplanation explain() {
		return this.call.explain(this.aim, this.timeout);
	}

	/**
	 * Call one instance.
	 * @return the result
	 * @throws CompletionException if the service threw a checked exception, which is its
	 * cause
	 */
	@SuppressWarnings("unchecked") // the call was recorded with the method's result type
	public @Nullable R one() {
		if (this.call.returnsStage()) {
			return Waiting.join(async().one());
		}
		try {
			return (R) this.call.call(this.aim, this.call.deadlineNanos(this.timeout));
		}
		catch (Throwable ex) {
			throw Waiting.unchecked(ex);
		}
	}

	/**
	 * Call several instances, which the selector picks, and wait for all.
	 * @param count how many
	 * @return how it ended on each
	 * @throws dev.mesh.rpc.NotEnoughNodesException if fewer are live; nothing was sent
	 */
	public Replies<R> some(int count) {
		return Waiting.join(async().some(count));
	}

	/**
	 * Call all instances and wait for all.
	 * @return how it ended on each; nothing if there is no instance
	 */
	public Replies<R> broadcast() {
		return Waiting.join(async().broadcast());
	}

	/**
	 * Call all live instances, go on as soon as some have succeeded, and give up the
	 * others.
	 * @param quorum how many are to succeed
	 * @return how it ended on those that were waited for
	 * @throws dev.mesh.rpc.NotEnoughNodesException if fewer are live; nothing was sent
	 * @throws dev.mesh.rpc.PartialFailureException as soon as too many have failed
	 */
	public Replies<R> gather(int quorum) {
		return Waiting.join(async().gather(quorum));
	}

	/**
	 * Call the instance on this node, if there is one, and those others that a
	 * consistency level asks for, and wait for all.
	 * @param level the level
	 * @return how it ended on each, which is in success
	 * @throws dev.mesh.rpc.NotEnoughNodesException if too few are live; nothing was sent
	 * @throws dev.mesh.rpc.PartialFailureException if any failed; it names those that
	 * acknowledged
	 */
	public Replies<R> at(Consistency level) {
		return Waiting.join(async().at(level));
	}

}
