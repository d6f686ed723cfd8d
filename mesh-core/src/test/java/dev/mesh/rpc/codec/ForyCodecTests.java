package dev.mesh.rpc.codec;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.mesh.rpc.codec.Samples.Dog;
import dev.mesh.rpc.codec.Samples.Everything;
import dev.mesh.rpc.codec.Samples.Loop;
import dev.mesh.rpc.codec.Samples.Node;
import dev.mesh.rpc.codec.Samples.Order;
import dev.mesh.rpc.codec.Samples.OrderLine;
import dev.mesh.rpc.codec.Samples.Page;
import dev.mesh.rpc.codec.Samples.Payment;
import dev.mesh.rpc.codec.Samples.Result;
import dev.mesh.rpc.codec.Samples.Size;
import dev.mesh.rpc.codec.Samples.Voucher;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

// Contracts of others have types that Error Prone would not use.
@SuppressWarnings({ "JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder" })
class ForyCodecTests {

	private static final Type[] TYPES = { Order.class, Payment.class, Size.class, Dog.class, Node.class, Loop.class,
			Everything.class, Month.class, ChronoUnit.class, OrderLine[].class, UUID[].class, Order[][].class };

	private final ForyCodec codec = codec(TYPES);

	static ForyCodec codec(Type... types) {
		TypeClosure.Builder builder = TypeClosure.builder();
		Arrays.asList(types).forEach(builder::value);
		return new ForyCodec(builder.build(), ForyCodecTests.class.getClassLoader(), CodecLimits.defaults());
	}

	static Stream<Object> valuesThatArriveEqual() {
		return Stream.of(true, (byte) -1, (short) 300, 'ß', Integer.MIN_VALUE, Long.MAX_VALUE, 1.5f, Math.PI, "",
				"grüße 🚀 \u0000", "x".repeat(2_000_000), "🚀".repeat(100_000), new BigDecimal("1.500"),
				new BigDecimal("-1E+400"), BigInteger.TWO.pow(4000).negate(), UUID.randomUUID(),
				URI.create("https://example.org/a?b=c#d"), Locale.GERMANY, Locale.ROOT, Currency.getInstance("EUR"),
				LocalDate.MAX, LocalTime.NOON, LocalDateTime.MIN, Instant.MAX, Instant.EPOCH.minusNanos(1),
				Duration.ofNanos(-1), Period.of(1, -2, 3), Year.of(-5), YearMonth.of(2026, 2), MonthDay.of(2, 29),
				ZoneOffset.ofHoursMinutes(5, 30), ZoneId.of("Europe/Berlin"),
				ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"),
				OffsetDateTime.parse("2026-11-21T13:00:00-08:00"), OffsetTime.parse("13:00:00+02:00"), new Date(5),
				OptionalInt.of(1), OptionalInt.empty(), OptionalLong.of(2), OptionalDouble.of(3), Optional.empty(),
				Optional.of("x"), Month.MAY, ChronoUnit.DAYS, Size.SMALL, Size.LARGE, Order.example(),
				new Samples.Card("4711", DayOfWeek.FRIDAY), new Samples.Cash(new BigDecimal("0.10")),
				new Result.Ok<>(new Page<>(List.of(1), 0, 1)), Node.chain(60));
	}

	static Stream<Object> collectionsThatArriveEqual() {
		Map<String, Integer> map = new HashMap<>(Map.of("a", 1, "b", 2, "c", 3));
		List<String> withNull = new ArrayList<>(Arrays.asList("a", null, "c"));
		return Stream.of(List.of(), List.of("a"), List.of("a", "b", "c"), Arrays.asList("a", null), withNull,
				new LinkedList<>(withNull), Collections.unmodifiableList(withNull), Collections.emptyList(),
				Collections.singletonList("a"), Collections.nCopies(3, "a"), Stream.of("a", null).toList(),
				List.of("a", "b", "c").subList(1, 2), withNull.subList(0, 2), Set.of("a"), Set.of("a", "b", "c"),
				new HashSet<>(withNull), new LinkedHashSet<>(withNull), new TreeSet<>(Set.of("b", "a")),
				new TreeSet<>(Comparator.<String>reverseOrder()), Collections.unmodifiableSet(new HashSet<>(withNull)),
				Collections.emptySet(), EnumSet.of(Size.LARGE), EnumSet.noneOf(Size.class),
				EnumSet.allOf(DayOfWeek.class), Map.of(), Map.of("a", 1), Map.of("a", 1, "b", 2), map,
				new LinkedHashMap<>(map), new TreeMap<>(map), new ConcurrentHashMap<>(map),
				Collections.unmodifiableMap(map), Collections.emptyMap(), Collections.singletonMap("a", null),
				new EnumMap<>(Map.of(Size.LARGE, 1)), map.keySet(), new LinkedHashMap<>(map).keySet(),
				new TreeMap<>(map).keySet(), new HashMap<>(Collections.singletonMap("k", null)),
				List.of(List.of(List.of(Order.example()))), List.of(Optional.of(Size.LARGE)),
				BitSet.valueOf(new byte[] { 5, 0, 7 }));
	}

	@ParameterizedTest
	@MethodSource({ "valuesThatArriveEqual", "collectionsThatArriveEqual" })
	void aValueArrivesEqual(Object value) {
		assertThat(roundTrip(value)).isEqualTo(value);
	}

	@Test
	void nullArrivesAsNull() {
		assertThat(roundTrip(null)).isNull();
	}

	@Test
	void viewsOfMapsArriveAsTheirElements() {
		Map<String, Integer> map = new TreeMap<>(Map.of("a", 1, "b", 2));
		assertThat(roundTrip(map.values())).isEqualTo(List.of(1, 2));
		assertThat(roundTrip(new HashMap<>(map).values())).isEqualTo(List.of(1, 2));
		assertThat(roundTrip(new LinkedHashMap<>(map).values())).isEqualTo(List.of(1, 2));
		assertThat(roundTrip(new ConcurrentHashMap<>(map).values())).isEqualTo(List.of(1, 2));
	}

	@Test
	void queuesArriveInOrder() {
		Object copy = roundTrip(new ArrayDeque<>(List.of("a", "b")));
		assertThat(copy).isInstanceOfSatisfying(ArrayDeque.class,
				(deque) -> assertThat(List.copyOf((ArrayDeque<?>) deque)).isEqualTo(List.of("a", "b")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "0E+2147483647", "0E-2147483647", "-1", "999999999999999999", "-999999999999999999",
			"1000000000000000000", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
			"123456789012345678.9012345678", "1E-2147483647", "-7E+2147483647" })
	void decimalsArriveAsTheyWereWhateverTheirLengthAndScale(String value) {
		assertThat(roundTrip(new BigDecimal(value))).isEqualTo(new BigDecimal(value));
	}

	@Test
	void theScaleOfADecimalIsKept() {
		assertThat(roundTrip(new BigDecimal("1.500"))).hasToString("1.500");
	}

	@Test
	void arraysArriveWithTheirType() {
		Object[] arrays = { new int[] { 1, -1 }, new byte[1000], new boolean[] { true }, new char[] { 'ß' },
				new short[] { 1 }, new long[] { Long.MIN_VALUE }, new float[] { 1 }, new double[] { 2 },
				new String[] { "a", null }, new String[][] { { "a" }, null, {} }, new int[][] { { 1 }, {} },
				new Integer[] { 1, null }, new UUID[] { new UUID(1, 2) },
				new OrderLine[] { new OrderLine("a", 1, BigDecimal.ONE), null },
				new Order[][] { { Order.example() } } };
		for (Object array : arrays) {
			Object copy = roundTrip(array);
			assertThat(copy).isInstanceOf(array.getClass());
			assertThat(Arrays.deepEquals(new Object[] { copy }, new Object[] { array })).isTrue();
		}
	}

	@Test
	void allKindsOfFieldsArrive() {
		Everything value = new Everything(true, (byte) 1, (short) 2, 'c', 3, 4, 5, 6, null, "text", Size.LARGE,
				Optional.of("x"), OptionalInt.empty(), new int[] { 1 }, new byte[] { 2 }, new String[][] { { "y" } },
				new OrderLine[] { null }, new HashMap<>(Map.of("k", "v")).values(), EnumSet.of(DayOfWeek.SUNDAY),
				new EnumMap<>(Map.of(Size.LARGE, List.of(new Samples.Cash(BigDecimal.ONE)))),
				new Result.Ok<>(new Page<>(List.of(Order.example()), 1, Order.example())), new BigDecimal("7.0"));
		assertThat(roundTrip(value)).usingRecursiveComparison().ignoringFields("names").isEqualTo(value);
	}

	@Test
	void aRecordOfNullsArrives() {
		Everything value = new Everything(false, (byte) 0, (short) 0, 'c', 0, 0, 0, 0, null, null, null, null, null,
				null, null, null, null, null, null, null, null, null);
		assertThat(roundTrip(value)).isEqualTo(value);
	}

	@Test
	void fieldsOfSuperclassesArrive() {
		Dog dog = new Dog();
		dog.name("Rex");
		dog.age(7);
		assertThat(roundTrip(dog)).isInstanceOfSatisfying(Dog.class, (copy) -> {
			assertThat(copy.name()).isEqualTo("Rex");
			assertThat(copy.age()).isEqualTo(7);
		});
	}

	@Test
	void transientFieldsStayBehind() {
		assertThat(roundTrip(new Voucher("v"))).isInstanceOfSatisfying(Voucher.class, (copy) -> {
			assertThat(copy.code()).isEqualTo("v");
			assertThat(copy.cached()).isNull();
		});
	}

	@Test
	void aValueThatContainsItselfIsRefusedAndLeavesTheBufferAsItWas() {
		Loop loop = new Loop();
		loop.self = loop;
		ByteBuf out = Unpooled.buffer().writeInt(42);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.codec.writer().write(loop, out))
			.withMessageContaining("contains itself");
		assertThat(out.writerIndex()).isEqualTo(4);
		assertThat(roundTrip(Order.example())).isEqualTo(Order.example());
	}

	@Test
	void aTypeOutsideTheContractsIsRefused() {
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> roundTrip(new StringBuilder("x")));
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> roundTrip(Thread.class));
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> roundTrip(new IllegalStateException()));
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> roundTrip((Runnable) () -> {
		}));
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> roundTrip(List.of(new CodecLimits(2, 1, 1, 1))))
			.withMessageContaining("CodecLimits");
	}

	@Test
	void severalValuesFollowEachOtherInOneBuffer() {
		ByteBuf buffer = Unpooled.directBuffer();
		this.codec.writer().write("first", buffer);
		this.codec.writer().write(Order.example(), buffer);
		PayloadReader reader = this.codec.reader(this.codec.types());
		assertThat(reader.read(buffer)).isEqualTo("first");
		assertThat(reader.read(buffer)).isEqualTo(Order.example());
		assertThat(buffer.isReadable()).isFalse();
		buffer.release();
	}

	@Test
	void anOrderIsSmall() {
		ByteBuf buffer = Unpooled.buffer();
		this.codec.writer().write(Order.example(), buffer);
		assertThat(buffer.readableBytes()).isLessThanOrEqualTo(400);
	}

	@Test
	void warmUpChangesNothing() {
		this.codec.warmUp();
		assertThat(roundTrip(Order.example())).isEqualTo(Order.example());
	}

	private @Nullable Object roundTrip(@Nullable Object value) {
		ByteBuf buffer = Unpooled.buffer();
		this.codec.writer().write(value, buffer);
		return this.codec.reader(this.codec.types()).read(buffer);
	}

}
