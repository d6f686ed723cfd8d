package dev.mesh.selector;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Turns the key of a call into 64 bits, the same on every node. Equal keys have equal
 * hashes. Safe for use by any thread; allocates nothing for keys that are not records.
 */
@FunctionalInterface
public interface KeyHash {

	/**
	 * Hash a key.
	 * @param key the key, {@code null} included
	 * @return the hash, evenly spread over all bits
	 */
	long of(@Nullable Object key);

	/**
	 * Hash a whole number, as the hash of any of the whole-number types does.
	 * @param key the key
	 * @return the hash
	 */
	static long ofLong(long key) {
		return Hashing.mix(key + 1);
	}

	/**
	 * Return the hash for keys of a type.
	 * @param type a {@code String}, a primitive or boxed number, {@code BigInteger},
	 * {@code BigDecimal}, {@code UUID}, an enum or a record of these
	 * @return the hash
	 * @throws IllegalArgumentException if the type cannot be a key; the message is the
	 * reason
	 */
	static KeyHash forType(Class<?> type) {
		ToLongFunction<Object> hash = forValue(type);
		return (key) -> (key != null) ? hash.applyAsLong(key) : 0;
	}

	private static ToLongFunction<Object> forValue(Class<?> type) {
		if (type == String.class) {
			return (key) -> Hashing.text((String) key);
		}
		if (type == UUID.class) {
			return KeyHash::ofUuid;
		}
		if (isWholeNumber(type)) {
			return (key) -> ofLong(((Number) key).longValue());
		}
		if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
			return (key) -> ofLong(Double.doubleToLongBits(((Number) key).doubleValue()));
		}
		if (type == BigInteger.class) {
			return (key) -> Hashing.text(((BigInteger) key).toString(Character.MAX_RADIX));
		}
		if (type == BigDecimal.class) {
			return (key) -> Hashing.text(((BigDecimal) key).toString());
		}
		if (type.isEnum()) {
			return (key) -> Hashing.text(((Enum<?>) key).name());
		}
		if (type.isRecord()) {
			return ofRecord(type);
		}
		throw new IllegalArgumentException(type.getTypeName() + " cannot be a key");
	}

	private static boolean isWholeNumber(Class<?> type) {
		return type == int.class || type == Integer.class || type == long.class || type == Long.class
				|| type == short.class || type == Short.class || type == byte.class || type == Byte.class;
	}

	private static long ofUuid(Object key) {
		UUID uuid = (UUID) key;
		return Hashing.mix(uuid.getMostSignificantBits() ^ Hashing.mix(uuid.getLeastSignificantBits()));
	}

	private static ToLongFunction<Object> ofRecord(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		KeyHash[] hashes = new KeyHash[components.length];
		for (int i = 0; i < components.length; i++) {
			if (components[i].getType() == type) {
				throw new IllegalArgumentException(type.getTypeName() + " contains itself and so cannot be a key");
			}
			components[i].getAccessor().setAccessible(true);
			hashes[i] = forType(components[i].getType());
		}
		return new RecordKeyHash(components, hashes);
	}

}
