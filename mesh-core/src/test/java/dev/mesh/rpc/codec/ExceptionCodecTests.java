package dev.mesh.rpc.codec;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.mesh.rpc.MeshCallException;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.RemoteServiceException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ExceptionCodecTests {

	private final TypeClosure closure = TypeClosure.builder()
		.value(Samples.Order.class)
		.exception(OutOfStock.class)
		.build();

	private final ForyCodec codec = new ForyCodec(this.closure, getClass().getClassLoader(), CodecLimits.defaults());

	private final ExceptionCodec exceptions = exceptions(ExceptionCodecTests.class);

	@Test
	void aDeclaredExceptionKeepsItsFieldsMessageAndCause() {
		OutOfStock copy = as(OutOfStock.class,
				pass(new OutOfStock("SKU-1", Samples.Size.LARGE, new IOException("shelf"))));
		assertThat(copy.sku()).isEqualTo("SKU-1");
		assertThat(copy.size()).isEqualTo(Samples.Size.LARGE);
		assertThat(copy).hasMessage("out of stock: SKU-1")
			.hasRootCauseInstanceOf(IOException.class)
			.hasRootCauseMessage("shelf");
	}

	@Test
	void itsConstructorIsNotRunAgain() {
		int before = OutOfStock.made.size();
		OutOfStock original = new OutOfStock("a", Samples.Size.SMALL, null);
		pass(original);
		assertThat(OutOfStock.made).hasSize(before + 1);
	}

	@Test
	void anUndeclaredExceptionBesideTheContractArrivesAsItself() {
		Undeclared copy = as(Undeclared.class, pass(new Undeclared("message", 42, List.of("a"))));
		assertThat(copy).hasMessage("message").hasNoCause();
		assertThat(copy.code).isEqualTo(42);
		assertThat(copy.details).containsExactly("a");
	}

	@Test
	void oneWithAFieldThatCannotTravelIsMadeByItsConstructor() {
		Unportable copy = as(Unportable.class, pass(new Unportable("message", new IOException("x"))));
		assertThat(copy).hasMessage("message").hasCauseInstanceOf(IOException.class);
		assertThat(copy.thread).isNotNull();
	}

	@Test
	void commonExceptionsOfTheJdkArriveAsThemselves() {
		List<Throwable> common = List.of(new IllegalArgumentException("a"), new IllegalStateException(),
				new NullPointerException("b"), new IndexOutOfBoundsException("c"), new IOException("d"),
				new UnsupportedOperationException("e"), new AssertionError("f"), new ArithmeticException("g"));
		for (Throwable exception : common) {
			assertThat(pass(exception)).hasSameClassAs(exception).hasMessage(exception.getMessage());
		}
	}

	@Test
	void othersArriveAsRemoteServiceException() {
		for (Throwable exception : List.of(new OutOfMemoryError("heap"), new StackOverflowError(),
				new SQLException("select"))) {
			RemoteServiceException copy = as(RemoteServiceException.class, pass(exception));
			assertThat(copy.remoteType()).isEqualTo(exception.getClass().getName());
			assertThat(copy.getMessage())
				.contains((exception.getMessage() != null) ? exception.getMessage() : "no message");
		}
	}

	@Test
	void aFailedCallInsideTheServiceDoesNotLookLikeAFailedCall() {
		ExceptionCodec ofMesh = exceptions(MeshCallException.class);
		ByteBuf buffer = Unpooled.buffer();
		ofMesh.write(new NotExecutedException(NotExecutedException.Reason.NO_INSTANCE, "none"), buffer);
		assertThat(ofMesh.read(buffer, reader())).isInstanceOfSatisfying(RemoteServiceException.class,
				(copy) -> assertThat(copy.remoteType()).isEqualTo(NotExecutedException.class.getName()));
	}

	@Test
	void aClassAwayFromTheContractsIsNotLoaded() {
		ExceptionTypes types = new ExceptionTypes(List.of(), Set.of("dev.mesh.rpc.codec"), getClass().getClassLoader());
		assertThat(types.find("java.sql.SQLException")).isNull();
		assertThat(types.find("io.netty.handler.codec.DecoderException")).isNull();
		assertThat(types.find("dev.mesh.rpc.codecs.Other")).isNull();
		assertThat(types.find(ForyCodec.class.getName())).isNull();
		assertThat(types.find("dev.mesh.rpc.codec.Missing")).isNull();
		assertThat(types.find(Undeclared.class.getName())).isEqualTo(Undeclared.class);
		assertThat(types.find(OwnError.class.getName())).isNull();
	}

	@Test
	void loadingIsBounded() {
		ExceptionTypes types = new ExceptionTypes(List.of(), Set.of("dev.mesh.rpc.codec"), getClass().getClassLoader());
		for (int i = 0; i < 2000; i++) {
			assertThat(types.find("dev.mesh.rpc.codec.Missing" + i)).isNull();
		}
		assertThat(types.find(Undeclared.class.getName())).isNull();
	}

	@Test
	void theRemoteStackIsMarkedAndBounded() {
		IllegalStateException deep = catchThrowableOfType(IllegalStateException.class, () -> recurse(100));
		Throwable copy = pass(deep);
		assertThat(copy.getStackTrace()).hasSize(32);
		assertThat(copy.getStackTrace()[0].toString()).startsWith("remote//").contains("ExceptionCodecTests.recurse");
	}

	@Test
	void causesAreBoundedAlsoWhenTheyFormARing() {
		RuntimeException first = new RuntimeException("first");
		RuntimeException second = new RuntimeException("second", first);
		first.initCause(second);
		int depth = 0;
		for (Throwable next = pass(first); next != null; next = next.getCause()) {
			depth++;
		}
		assertThat(depth).isEqualTo(9);
	}

	@Test
	void aHugeMessageIsCutAndABrokenOneDoesNotBreakTheReply() {
		assertThat(pass(new IllegalStateException("x".repeat(100_000))).getMessage()).hasSize(8 * 1024).endsWith("…");
		assertThat(pass(new Broken())).isInstanceOf(Broken.class);
	}

	@Test
	void mutatedAndTruncatedBytesGiveAnExceptionOrARefusal() {
		ByteBuf buffer = Unpooled.buffer();
		this.exceptions.write(new OutOfStock("SKU-1", Samples.Size.LARGE, new IOException("shelf")), buffer);
		byte[] bytes = Arrays.copyOf(buffer.array(), buffer.writerIndex());
		for (int length = 0; length < bytes.length; length++) {
			ByteBuf truncated = Unpooled.wrappedBuffer(bytes, 0, length);
			assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.exceptions.read(truncated, reader()));
		}
		Random random = new Random(3);
		for (int i = 0; i < 4000; i++) {
			byte[] mutated = bytes.clone();
			mutated[random.nextInt(bytes.length)] = (byte) random.nextInt();
			mutated[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
			try {
				assertThat(this.exceptions.read(Unpooled.wrappedBuffer(mutated), reader())).isNotNull();
			}
			catch (CodecException ex) {
				assertThat(ex).hasMessageContaining("exception");
			}
		}
	}

	private ExceptionCodec exceptions(Class<?> contract) {
		return new ExceptionCodec(this.closure, List.of(contract), this.codec.writer(), getClass().getClassLoader());
	}

	private PayloadReader reader() {
		return this.codec.reader(this.codec.types());
	}

	private Throwable pass(Throwable exception) {
		ByteBuf buffer = Unpooled.buffer();
		this.exceptions.write(exception, buffer);
		Throwable copy = this.exceptions.read(buffer, reader());
		assertThat(buffer.isReadable()).isFalse();
		return copy;
	}

	private static <T> T as(Class<T> type, Throwable exception) {
		assertThat(exception).isExactlyInstanceOf(type);
		return type.cast(exception);
	}

	private static int recurse(int depth) {
		if (depth > 0) {
			return recurse(depth - 1) + 1;
		}
		throw new IllegalStateException("deep");
	}

	static final class OutOfStock extends Exception {

		static final List<String> made = new ArrayList<>();

		private final String sku;

		private final Samples.Size size;

		OutOfStock(String sku, Samples.Size size, @Nullable Throwable cause) {
			super("out of stock: " + sku, cause);
			this.sku = sku;
			this.size = size;
			made.add(sku);
		}

		String sku() {
			return this.sku;
		}

		Samples.Size size() {
			return this.size;
		}

	}

	static final class Undeclared extends RuntimeException {

		private final int code;

		private final List<String> details;

		Undeclared(String message, int code, List<String> details) {
			super(message);
			this.code = code;
			this.details = details;
		}

	}

	static final class Unportable extends RuntimeException {

		private final Thread thread = Thread.currentThread();

		Unportable(String message, Throwable cause) {
			super(message, cause);
		}

	}

	static final class OwnError extends Error {

	}

	static final class Broken extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message");
		}

	}

}
