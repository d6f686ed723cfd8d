package dev.mesh.rpc.local;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.rpc.LocalInstance;
import org.jspecify.annotations.Nullable;

/**
 * Where the instance of one service on this node is found, whether or not there is one.
 * Callers keep it, so that a call needs no look-up by name. Safe for use by any thread.
 */
public final class LocalService {

	private final List<LocalInstance> instances = new ArrayList<>();

	private volatile @Nullable LocalInstance current;

	LocalService() {
	}

	/**
	 * Return the instance that takes calls: the one added last, if several are live.
	 * @return the instance, or {@code null} if none is live here
	 */
	public @Nullable LocalInstance current() {
		return this.current;
	}

	synchronized void add(LocalInstance instance) {
		this.instances.add(instance);
		this.current = instance;
	}

	synchronized boolean remove(LocalInstance instance) {
		boolean removed = this.instances.remove(instance);
		this.current = this.instances.isEmpty() ? null : this.instances.get(this.instances.size() - 1);
		return removed;
	}

}
