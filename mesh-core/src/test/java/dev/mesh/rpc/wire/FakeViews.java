package dev.mesh.rpc.wire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;

/**
 * Views that a test publishes by hand.
 */
final class FakeViews implements Watched<View> {

	private final List<Consumer<? super View>> listeners = new CopyOnWriteArrayList<>();

	private volatile View view = new View(0, 0, new NodeId(0), List.of());

	void publish(long number, Node... members) {
		publishBeforeTelling(number, members);
		this.listeners.forEach((listener) -> listener.accept(this.view));
	}

	void publishBeforeTelling(long number, Node... members) {
		this.view = new View(number, 1, (members.length > 0) ? members[0].id() : new NodeId(0), List.of(members));
	}

	@Override
	public View get() {
		return this.view;
	}

	@Override
	public Subscription watch(Consumer<? super View> listener) {
		this.listeners.add(listener);
		listener.accept(this.view);
		return () -> this.listeners.remove(listener);
	}

	@Override
	public Flow.Publisher<View> publisher() {
		throw new UnsupportedOperationException();
	}

	@Override
	public View await(Predicate<? super View> condition, Duration timeout) {
		throw new UnsupportedOperationException();
	}

}
