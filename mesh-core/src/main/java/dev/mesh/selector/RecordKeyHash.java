package dev.mesh.selector;

import java.lang.reflect.RecordComponent;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Hashes a record by its components.
 */
final class RecordKeyHash implements ToLongFunction<Object> {

	private final RecordComponent[] components;

	private final KeyHash[] hashes;

	RecordKeyHash(RecordComponent[] components, KeyHash[] hashes) {
		this.components = components;
		this.hashes = hashes;
	}

	@Override
	public long applyAsLong(Object key) {
		long hash = 0;
		for (int i = 0; i < this.components.length; i++) {
			hash = Hashing.mix(hash + this.hashes[i].of(component(this.components[i], key)));
		}
		return hash;
	}

	private static @Nullable Object component(RecordComponent component, Object key) {
		try {
			return component.getAccessor().invoke(key);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException("the key's '" + component.getName()
					+ "' cannot be read: its accessor must be callable and not throw", ex);
		}
	}

}
