package dev.mesh.route.compare;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the first field in which two responses differ. Records are compared by their
 * components, lists and arrays by their items, maps by their keys, decimals by their
 * value, objects without an {@code equals} of their own by their fields, and everything
 * else by {@code equals}. Reads the responses only, so it is to be given copies where
 * others may change them.
 */
public final class Comparison {

	private static final int MAX_DEPTH = 32;

	private static final int MAX_SHOWN = 80;

	private final List<FieldMask> ignored;

	private Comparison(List<FieldMask> ignored) {
		this.ignored = ignored;
	}

	/**
	 * Compare.
	 * @param expected one response
	 * @param actual the other one
	 * @param ignored what may differ
	 * @return the first difference, or {@code null} if there is none
	 */
	public static @Nullable Difference of(@Nullable Object expected, @Nullable Object actual, List<FieldMask> ignored) {
		return new Comparison(ignored).compare("", expected, actual, 0);
	}

	/**
	 * Compare how two calls ended, of which one at least threw: the same class is the
	 * same end.
	 * @param expected what one threw, or {@code null} if it returned
	 * @param actual what the other one threw, or {@code null} if it returned
	 * @return the difference, or {@code null} if there is none
	 */
	public static @Nullable Difference ofOutcomes(@Nullable Throwable expected, @Nullable Throwable actual) {
		String one = name(expected);
		String other = name(actual);
		return one.equals(other) ? null : new Difference(Difference.OUTCOME, one, other);
	}

	private static String name(@Nullable Throwable thrown) {
		return (thrown != null) ? thrown.getClass().getName() : "a result";
	}

	private @Nullable Difference compare(String path, @Nullable Object one, @Nullable Object other, int depth) {
		if (one == other || this.ignored.stream().anyMatch((mask) -> mask.covers(path))) {
			return null;
		}
		if (one == null || other == null) {
			return difference(path, one, other);
		}
		if (depth >= MAX_DEPTH) {
			return one.equals(other) ? null : difference(path, one, other);
		}
		if (one instanceof Optional<?> first && other instanceof Optional<?> second) {
			return compare(path, first.orElse(null), second.orElse(null), depth + 1);
		}
		if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
			return maps(path, first, second, depth);
		}
		if (one instanceof Collection<?> first && other instanceof Collection<?> second
				&& !(one instanceof Set<?> && other instanceof Set<?>)) {
			return items(path, first, second, depth);
		}
		if (one.getClass() != other.getClass()) {
			return one.equals(other) ? null : difference(path, one, other);
		}
		return sameClass(path, one, other, depth);
	}

	private @Nullable Difference sameClass(String path, Object one, Object other, int depth) {
		if (one instanceof Record) {
			return components(path, one, other, depth);
		}
		if (one instanceof BigDecimal first && other instanceof BigDecimal second) {
			return (first.compareTo(second) == 0) ? null : difference(path, one, other);
		}
		if (one.getClass().isArray()) {
			return arrays(path, one, other, depth);
		}
		if (one.equals(other)) {
			return null;
		}
		return hasOwnEquals(one.getClass()) ? difference(path, one, other) : fields(path, one, other, depth);
	}

	private @Nullable Difference components(String path, Object one, Object other, int depth) {
		for (RecordComponent component : one.getClass().getRecordComponents()) {
			Method accessor = component.getAccessor();
			accessor.setAccessible(true);
			try {
				Difference found = compare(path + "." + component.getName(), accessor.invoke(one),
						accessor.invoke(other), depth + 1);
				if (found != null) {
					return found;
				}
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException("'" + component.getName() + "' of " + one.getClass().getName()
						+ " cannot be read: its accessor must not throw", ex);
			}
		}
		return null;
	}

	private @Nullable Difference fields(String path, Object one, Object other, int depth) {
		for (Class<?> type = one.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (Modifier.isStatic(field.getModifiers()) || Modifier.isTransient(field.getModifiers())) {
					continue;
				}
				try {
					field.setAccessible(true);
					Difference found = compare(path + "." + field.getName(), field.get(one), field.get(other),
							depth + 1);
					if (found != null) {
						return found;
					}
				}
				catch (InaccessibleObjectException | IllegalAccessException ex) {
					return difference(path, one, other); // closed to us, and not equal
				}
			}
		}
		return null;
	}

	private @Nullable Difference items(String path, Collection<?> one, Collection<?> other, int depth) {
		Iterator<?> first = one.iterator();
		Iterator<?> second = other.iterator();
		for (int i = 0; first.hasNext() && second.hasNext(); i++) {
			Difference found = compare(path + "[" + i + "]", first.next(), second.next(), depth + 1);
			if (found != null) {
				return found;
			}
		}
		return (one.size() == other.size()) ? null
				: new Difference(shown(path), one.size() + " items", other.size() + " items");
	}

	private @Nullable Difference arrays(String path, Object one, Object other, int depth) {
		int length = Array.getLength(one);
		if (length != Array.getLength(other)) {
			return new Difference(shown(path), length + " items", Array.getLength(other) + " items");
		}
		for (int i = 0; i < length; i++) {
			Difference found = compare(path + "[" + i + "]", Array.get(one, i), Array.get(other, i), depth + 1);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private @Nullable Difference maps(String path, Map<?, ?> one, Map<?, ?> other, int depth) {
		for (Map.Entry<?, ?> entry : one.entrySet()) {
			Difference found = compare(path + "[" + entry.getKey() + "]", entry.getValue(), other.get(entry.getKey()),
					depth + 1);
			if (found != null) {
				return found;
			}
		}
		for (Map.Entry<?, ?> entry : other.entrySet()) {
			if (!one.containsKey(entry.getKey())) {
				Difference found = compare(path + "[" + entry.getKey() + "]", null, entry.getValue(), depth + 1);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

	private static boolean hasOwnEquals(Class<?> type) {
		try {
			return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("every class has an equals", ex);
		}
	}

	private static Difference difference(String path, @Nullable Object one, @Nullable Object other) {
		return new Difference(shown(path), text(one), text(other));
	}

	private static String shown(String path) {
		if (path.isEmpty()) {
			return Difference.WHOLE;
		}
		String named = path.startsWith(".") ? path.substring(1) : path;
		return (named.length() <= MAX_SHOWN) ? named : named.substring(0, MAX_SHOWN) + "…";
	}

	private static String text(@Nullable Object value) {
		String text = Objects.toString(value);
		return (text.length() <= MAX_SHOWN) ? text : text.substring(0, MAX_SHOWN) + "…";
	}

}
