package dev.mesh.rpc.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.LocalInstance;
import org.jspecify.annotations.Nullable;

/**
 * Where the instances of one service on this node are found, whether or not there are
 * any. Callers keep it, so that a call needs no look-up by name. Safe for use by any
 * thread.
 */
public final class LocalService {

	private static final LocalInstance[] NONE = {};

	private final List<LocalInstance> instances = new ArrayList<>();

	/** Those of the version added last. Never changed once it is set here. */
	private volatile LocalInstance[] serving = NONE;

	/**
	 * The only one of those, so that the usual case is one read. Where it is null, the
	 * array tells.
	 */
	private volatile @Nullable LocalInstance only;

	LocalService() {
	}

	/**
	 * Return an instance that takes calls: one of the version added last, a random one
	 * where it has several.
	 * @return the instance, or {@code null} if none is live here
	 */
	public @Nullable LocalInstance current() {
		LocalInstance single = this.only;
		return (single != null) ? single : any(this.serving);
	}

	private static @Nullable LocalInstance any(LocalInstance[] choice) {
		return switch (choice.length) {
			case 0 -> null;
			case 1 -> choice[0];
			default -> choice[ThreadLocalRandom.current().nextInt(choice.length)];
		};
	}

	synchronized void add(LocalInstance instance) {
		this.instances.add(instance);
		serve();
	}

	synchronized boolean remove(LocalInstance instance) {
		boolean removed = this.instances.remove(instance);
		serve();
		return removed;
	}

	private void serve() {
		LocalInstance[] next = NONE;
		if (!this.instances.isEmpty()) {
			ServiceId version = this.instances.get(this.instances.size() - 1).service();
			next = this.instances.stream()
				.filter((instance) -> instance.service().equals(version))
				.toArray(LocalInstance[]::new);
		}
		this.serving = next;
		this.only = (next.length == 1) ? next[0] : null;
	}

}
