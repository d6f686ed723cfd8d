package dev.mesh.rpc.codec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A codec on Apache Fory: native format, fields may come and go between versions, only
 * registered types, ids in the order of the type table.
 *
 * <p>
 * Values are trees: an object met twice arrives as two, and one that contains itself is
 * refused. Collections arrive as their own JDK implementation; views such as
 * {@code map.values()} as a list or set.
 *
 * <p>
 * Code is generated for the types of contracts, aside: calls are served without it until
 * it is there. It takes a quarter off the time of an order of five lines, and leaves no
 * garbage but the order.
 */
public final class ForyCodec implements Codec {

	private static final int MAX_TYPES = 16 * 1024;

	private static final int MAX_NAME_LENGTH = 512;

	private final TypeClosure closure;

	private final ClassLoader loader;

	private final CodecLimits limits;

	private final TypeTable table;

	private final ForyPool own;

	private final Map<TypeTable, ForyPool> readers;

	/**
	 * Create a codec.
	 * @param closure the types
	 * @param loader the class loader of the contracts
	 * @param limits the bounds
	 */
	public ForyCodec(TypeClosure closure, ClassLoader loader, CodecLimits limits) {
		this.closure = closure;
		this.loader = loader;
		this.limits = limits;
		this.table = closure.table();
		this.own = pool(this.table);
		this.readers = new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<TypeTable, ForyPool> eldest) {
				return size() > limits.readers();
			}

		};
	}

	@Override
	public TypeTable types() {
		return this.table;
	}

	@Override
	public PayloadWriter writer() {
		return this.own;
	}

	@Override
	public PayloadReader reader(TypeTable writersTypes) {
		if (writersTypes.equals(this.table)) {
			return this.own;
		}
		check(writersTypes);
		synchronized (this.readers) {
			return this.readers.computeIfAbsent(writersTypes, this::pool);
		}
	}

	@Override
	public void warmUp() {
		this.own.warmUp(this.closure.types());
	}

	/**
	 * Return a pool along a table. Types that only this node has get the ids behind the
	 * table's: fields of theirs are filled with defaults.
	 */
	private ForyPool pool(TypeTable writers) {
		List<@Nullable Class<?>> classes = new ArrayList<>();
		List<String> gaps = new ArrayList<>();
		for (String name : writers.names()) {
			Class<?> type = this.closure.find(name);
			classes.add(type);
			if (type == null) {
				gaps.add(name);
			}
		}
		Set<String> named = new HashSet<>(writers.names());
		this.closure.types().stream().filter((type) -> !named.contains(type.getName())).forEach(classes::add);
		return new ForyPool(new ForyFactory(classes, this.loader, this.limits), gaps, this.limits.lanes());
	}

	private static void check(TypeTable table) {
		if (table.names().size() > MAX_TYPES) {
			throw new CodecException("The peer's type table has %d types, more than the %d allowed. Check the peer."
				.formatted(table.names().size(), MAX_TYPES), null);
		}
		Set<String> names = new HashSet<>();
		for (String name : table.names()) {
			if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || !names.add(name)) {
				throw new CodecException(
						"The peer's type table has a name that is empty, longer than %d or there twice: '%s'. Check the peer."
							.formatted(MAX_NAME_LENGTH, name.substring(0, Math.min(80, name.length()))),
						null);
			}
		}
	}

}
