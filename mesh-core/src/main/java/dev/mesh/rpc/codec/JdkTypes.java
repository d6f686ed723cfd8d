package dev.mesh.rpc.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The types of the JDK that travel. Everything else the JDK has does not: it holds
 * threads, files, class loaders or code.
 */
final class JdkTypes {

	private static final Set<Class<?>> VALUES = Set.of(Boolean.class, Byte.class, Short.class, Character.class,
			Integer.class, Long.class, Float.class, Double.class, Number.class, String.class, BigDecimal.class,
			BigInteger.class, UUID.class, URI.class, Locale.class, Currency.class, LocalDate.class, LocalTime.class,
			LocalDateTime.class, Instant.class, Duration.class, Period.class, ZoneId.class, ZoneOffset.class,
			ZonedDateTime.class, OffsetTime.class, OffsetDateTime.class, Year.class, YearMonth.class, MonthDay.class,
			Date.class, BitSet.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class, Void.class);

	/**
	 * Implementations behind the collection interfaces and {@code ZoneId} that Fory has
	 * no id for, by name since most are not public; a JDK that lacks one leaves it out.
	 */
	private static final List<String> IMPLEMENTATIONS = List.of("java.time.ZoneRegion", "java.util.JumboEnumSet");

	/**
	 * Live views of other collections, which services return all the time. They travel as
	 * plain copies: a list, or a set in the order of the view.
	 */
	private static final List<String> VIEWS = List.of("java.util.Collections$CopiesList", "java.util.HashMap$KeySet",
			"java.util.HashMap$Values", "java.util.LinkedHashMap$LinkedKeySet", "java.util.LinkedHashMap$LinkedValues",
			"java.util.TreeMap$KeySet", "java.util.TreeMap$Values",
			"java.util.concurrent.ConcurrentHashMap$ValuesView");

	private JdkTypes() {
	}

	static boolean isValue(Class<?> type) {
		return VALUES.contains(type);
	}

	static boolean isContainer(Class<?> type) {
		return isPartOfJdk(type) && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
				|| type == Optional.class);
	}

	static boolean isPartOfJdk(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	static boolean isView(Class<?> type) {
		return VIEWS.contains(type.getName());
	}

	/**
	 * Return the classes that every node can encode without any contract naming them.
	 */
	static List<Class<?>> implementations() {
		return Stream.concat(IMPLEMENTATIONS.stream(), VIEWS.stream()).<Class<?>>mapMulti((name, found) -> {
			try {
				found.accept(Class.forName(name, false, null));
			}
			catch (ClassNotFoundException ex) {
				// This JDK has no such implementation, so no value has it.
			}
		}).toList();
	}

}
