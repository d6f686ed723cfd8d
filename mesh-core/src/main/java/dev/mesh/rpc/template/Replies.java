package dev.mesh.rpc.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.PartialFailureException;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended on several nodes, in the order in which the replies came. Immutable.
 *
 * @param <R> the result
 */
public final class Replies<R> implements Iterable<Reply<R>> {

	private final String call;

	private final List<Reply<R>> replies;

	Replies(String call, List<Reply<R>> replies) {
		this.call = call;
		this.replies = List.copyOf(replies);
	}

	/**
	 * Return how many nodes have replied or failed; of the nodes that were not waited for
	 * there is nothing.
	 * @return the number
	 */
	public int size() {
		return this.replies.size();
	}

	/**
	 * Return all replies.
	 * @return the replies
	 */
	public List<Reply<R>> list() {
		return this.replies;
	}

	@Override
	public Iterator<Reply<R>> iterator() {
		return this.replies.iterator();
	}

	/**
	 * Return the results of the nodes that succeeded.
	 * @return the results, of which some may be {@code null}; unmodifiable
	 */
	public List<@Nullable R> results() {
		List<@Nullable R> results = new ArrayList<>();
		for (Reply<R> reply : this.replies) {
			if (reply.isSuccess()) {
				results.add(reply.result());
			}
		}
		return Collections.unmodifiableList(results);
	}

	/**
	 * Return the nodes that succeeded.
	 * @return the nodes
	 */
	public List<Node> acknowledged() {
		return this.replies.stream().filter(Reply::isSuccess).map(Reply::node).toList();
	}

	/**
	 * Return how the call ended on the nodes that did not succeed.
	 * @return what was thrown by node; unmodifiable
	 */
	public Map<Node, Throwable> failures() {
		Map<Node, Throwable> failures = new LinkedHashMap<>();
		for (Reply<R> reply : this.replies) {
			Throwable failure = reply.failure();
			if (failure != null) {
				failures.put(reply.node(), failure);
			}
		}
		return Collections.unmodifiableMap(failures);
	}

	/**
	 * Return this if all nodes succeeded.
	 * @return this
	 * @throws PartialFailureException if any did not
	 */
	public Replies<R> orThrow() {
		return orThrow(this.replies.size());
	}

	Replies<R> orThrow(int required) {
		if (acknowledged().size() < required) {
			throw new PartialFailureException(this.call, acknowledged(), failures(), required);
		}
		return this;
	}

	@Override
	public String toString() {
		return this.call + " " + this.replies;
	}

}
