package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;

/**
 * A directory that a test writes; watchers are called on the writing thread.
 */
final class TestDirectory implements Directory, Watched<DirectorySnapshot> {

	private final List<Consumer<? super DirectorySnapshot>> listeners = new CopyOnWriteArrayList<>();

	private volatile DirectorySnapshot current;

	TestDirectory(DirectorySnapshot first) {
		this.current = first;
	}

	void publish(DirectorySnapshot snapshot) {
		this.current = snapshot;
		this.listeners.forEach((listener) -> listener.accept(snapshot));
	}

	@Override
	public Watched<DirectorySnapshot> snapshots() {
		return this;
	}

	@Override
	public DirectorySnapshot get() {
		return this.current;
	}

	@Override
	public Subscription watch(Consumer<? super DirectorySnapshot> listener) {
		this.listeners.add(listener);
		listener.accept(this.current);
		return () -> this.listeners.remove(listener);
	}

	@Override
	public Flow.Publisher<DirectorySnapshot> publisher() {
		throw new UnsupportedOperationException("not needed here");
	}

	@Override
	public DirectorySnapshot await(Predicate<? super DirectorySnapshot> condition, Duration timeout) {
		throw new UnsupportedOperationException("not needed here");
	}

}
