package dev.mesh.rpc.codec;

import java.math.BigDecimal;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.mesh.rpc.codec.Samples.Node;
import dev.mesh.rpc.codec.Samples.Order;
import dev.mesh.rpc.codec.Samples.OrderLine;
import dev.mesh.rpc.codec.Samples.Page;
import dev.mesh.rpc.codec.Samples.Payment;
import dev.mesh.rpc.codec.Samples.Size;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a broken or lying peer sends is either a value or a {@link CodecException}.
 */
class ForyCodecHostileTests {

	private static final ForyCodec codec = ForyCodecTests.codec(Order.class, Payment.class, Size.class, Node.class,
			Samples.Everything.class, OrderLine[].class, int[][].class, UUID[].class);

	static Stream<Object> seeds() {
		Map<String, Integer> map = new HashMap<>(Map.of("a", 1, "b", 2, "c", 3));
		return Stream.of(Order.example(), new Page<>(List.of(Order.example()), 1, "x"), Node.chain(20),
				new ArrayList<>(List.of(1, 2L, "three", new BigDecimal("4.0"))), Arrays.asList("a", "b"), map,
				map.values(), new TreeMap<>(map), new TreeSet<>(map.keySet()), new ConcurrentHashMap<>(map),
				new EnumMap<>(Map.of(Size.LARGE, "x")), new int[] { 1, 2, 3 }, new long[1000], new byte[100],
				new String[] { "a", "b" }, new int[][] { { 1 }, { 2 } }, new UUID[] { new UUID(1, 2) },
				new OrderLine[] { new OrderLine("a", 1, BigDecimal.TEN) }, "grüße 🚀".repeat(20),
				new Samples.Cash(BigDecimal.ONE), Size.LARGE, Map.of("a", List.of(Size.SMALL)));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void mutatedBytesGiveAValueOrARefusal(Object seed) {
		byte[] bytes = encode(seed);
		Random random = new Random(42);
		for (int i = 0; i < 4000; i++) {
			byte[] mutated = bytes.clone();
			for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
				int at = random.nextInt(mutated.length);
				mutated[at] = switch (random.nextInt(4)) {
					case 0 -> (byte) 0xff;
					case 1 -> (byte) (mutated[at] ^ (1 << random.nextInt(8)));
					case 2 -> (byte) 0x7f;
					default -> (byte) random.nextInt();
				};
			}
			decode(mutated);
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void truncatedBytesAreRefused(Object seed) {
		byte[] bytes = encode(seed);
		for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 500)) {
			byte[] truncated = Arrays.copyOf(bytes, length);
			assertThatExceptionOfType(CodecException.class).isThrownBy(() -> read(truncated));
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void hugeLengthsInAnyPlaceAreRefusedWithoutAllocating(Object seed) {
		byte[] bytes = encode(seed);
		byte[] huge = { -1, -1, -1, -1, 7 };
		byte[] large = { -128, -128, -128, 4 };
		for (int at = 0; at < bytes.length; at += Math.max(1, bytes.length / 500)) {
			for (byte[] length : List.of(huge, large)) {
				byte[] mutated = Arrays.copyOf(bytes, Math.max(bytes.length, at + length.length));
				System.arraycopy(length, 0, mutated, at, length.length);
				decode(mutated);
				byte[] inserted = new byte[bytes.length + length.length];
				System.arraycopy(bytes, 0, inserted, 0, at);
				System.arraycopy(length, 0, inserted, at, length.length);
				System.arraycopy(bytes, at, inserted, at + length.length, bytes.length - at);
				decode(inserted);
			}
		}
	}

	@Test
	void randomBytesGiveAValueOrARefusal() {
		Random random = new Random(7);
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[random.nextInt(200)];
			random.nextBytes(bytes);
			if (bytes.length > 3) {
				// Past the header, so that most reach the decoders of some type.
				bytes[0] = 0;
				bytes[1] = -1;
			}
			decode(bytes);
		}
	}

	@Test
	void everyTypeThatForyKnowsIsDecodedOrRefused() {
		Random random = new Random(8);
		for (int type = 0; type < 256; type++) {
			for (int i = 0; i < 200; i++) {
				byte[] bytes = new byte[3 + random.nextInt(60)];
				random.nextBytes(bytes);
				bytes[0] = 0;
				bytes[1] = -1;
				bytes[2] = (byte) type;
				Object value = decode(bytes);
				if (value != null) {
					assertThat(value).isNotInstanceOfAny(Class.class, Throwable.class, ClassLoader.class, Thread.class,
							Buffer.class, Pattern.class);
				}
			}
		}
	}

	@Test
	void deepNestingIsRefused() {
		assertThat(read(encode(Node.chain(150)))).isEqualTo(Node.chain(150));
		byte[] deep = encode(Node.chain(400));
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> read(deep));
		assertThat(read(encode("still there"))).isEqualTo("still there");
	}

	private static byte[] encode(Object value) {
		ByteBuf buffer = Unpooled.buffer();
		codec.writer().write(value, buffer);
		return Arrays.copyOf(buffer.array(), buffer.writerIndex());
	}

	private static @Nullable Object read(byte[] bytes) {
		return codec.reader(codec.types()).read(Unpooled.wrappedBuffer(bytes));
	}

	private static @Nullable Object decode(byte[] bytes) {
		try {
			return read(bytes);
		}
		catch (CodecException ex) {
			assertThat(ex).hasMessageContaining("cannot be read");
			return null;
		}
	}

}
