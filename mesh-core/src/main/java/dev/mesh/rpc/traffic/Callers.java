package dev.mesh.rpc.traffic;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * Finds the service on whose behalf the current thread makes a call: the nearest frame of
 * the stack whose class is that of a bean of a service on this node, a superclass of it
 * (Spring's proxies are subclasses), or nested in it. Without such a frame the call comes
 * from outside of all services. A class that several services share tells nothing. Safe
 * for use by any thread.
 */
public final class Callers {

	private static final int MAX_FRAMES = 256;

	/** Stacks are walked at most so often on a node, some 10 microseconds each. */
	private static final int WALKS_PER_SECOND = 200;

	private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private final Pace pace;

	private final List<Bean> beans = new ArrayList<>();

	private volatile Map<Class<?>, Found> byClass = Map.of();

	Callers(long nanos) {
		this.pace = new Pace(WALKS_PER_SECOND, nanos);
	}

	/**
	 * Learn of a bean that may call from now on.
	 * @param service its service
	 * @param type its class, without what Spring wraps around it
	 */
	public synchronized void add(ServiceId service, Class<?> type) {
		this.beans.add(new Bean(service, type));
		this.byClass = index();
	}

	/**
	 * Forget a bean that has ended.
	 * @param service its service
	 * @param type its class
	 */
	public synchronized void remove(ServiceId service, Class<?> type) {
		this.beans.remove(new Bean(service, type));
		this.byClass = index();
	}

	private Map<Class<?>, Found> index() {
		Map<Class<?>, Found> index = new HashMap<>();
		Set<Class<?>> shared = new HashSet<>();
		for (Bean bean : this.beans) {
			Found found = new Found(bean.service());
			for (Class<?> type = bean.type(); type != null && type != Object.class; type = type.getSuperclass()) {
				Found other = index.putIfAbsent(type, found);
				if (other != null && !other.equals(found)) {
					shared.add(type);
				}
			}
		}
		index.keySet().removeAll(shared);
		return Map.copyOf(index);
	}

	/**
	 * Find who calls.
	 * @return the caller, or {@code null} if stacks were walked too often of late
	 */
	@Nullable Found find(long nanos) {
		Map<Class<?>, Found> known = this.byClass;
		if (known.isEmpty()) {
			return Found.OUTSIDE;
		}
		if (!this.pace.admit(nanos)) {
			return null;
		}
		return WALKER.walk((frames) -> frames.limit(MAX_FRAMES)
			.map((frame) -> of(frame, known))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(Found.OUTSIDE));
	}

	private static @Nullable Found of(StackFrame frame, Map<Class<?>, Found> known) {
		Class<?> type = frame.getDeclaringClass();
		Found found = known.get(type);
		return (found != null) ? found : known.get(type.getNestHost());
	}

	/**
	 * Who calls.
	 *
	 * @param service the service, or {@code null} for what belongs to none
	 */
	record Found(@Nullable ServiceId service) {

		static final Found OUTSIDE = new Found(null);

	}

	private record Bean(ServiceId service, Class<?> type) {

	}

}
