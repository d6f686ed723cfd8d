package dev.mesh.rpc.codec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two nodes whose jars differ.
 */
class ForyCodecVersionsTests {

	private final Path directory;

	private final List<CompiledJar> jars = new ArrayList<>();

	ForyCodecVersionsTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@AfterEach
	void close() throws Exception {
		for (CompiledJar jar : this.jars) {
			jar.close();
		}
	}

	@Test
	void aNewComponentIsNullOrZeroWhenAnOldNodeWrites() throws Exception {
		CompiledJar older = jar("record Order(String id, int quantity) {}");
		CompiledJar newer = jar("record Order(long total, String id, Integer boxed, int quantity, String note, "
				+ "java.util.List<String> tags) {}");
		Object order = pass(older.make("Order", "o1", 7), older.codec("Order"), newer.codec("Order"));
		assertThat(order).isEqualTo(newer.make("Order", 0L, "o1", null, 7, null, null));
	}

	@Test
	void anOldNodeIgnoresANewComponent() throws Exception {
		CompiledJar older = jar("record Order(String id, int quantity) {}");
		CompiledJar newer = jar("record Order(long total, String id, Integer boxed, int quantity, String note, "
				+ "java.util.List<String> tags) {}");
		Object order = pass(newer.make("Order", 5L, "o1", 6, 7, "note", List.of("a", "b")), newer.codec("Order"),
				older.codec("Order"));
		assertThat(order).isEqualTo(older.make("Order", "o1", 7));
	}

	@Test
	void aTypeThatShiftsTheIdsOfOthersChangesNothing() throws Exception {
		CompiledJar older = jar("record Order(String id, Line line) {}", "record Line(int quantity) {}");
		CompiledJar newer = jar("record Order(String id, Line line) {}", "record Line(int quantity) {}",
				"record Account(String owner) {}");
		ForyCodec olds = older.codec("Order");
		ForyCodec news = newer.codec("Order", "Account");
		Object oldOrder = older.make("Order", "o1", older.make("Line", 3));
		Object newOrder = newer.make("Order", "o1", newer.make("Line", 3));
		assertThat(pass(oldOrder, olds, news)).isEqualTo(newOrder);
		assertThat(pass(newOrder, news, olds)).isEqualTo(oldOrder);
	}

	@Test
	void anUnknownTypeFailsOnlyWhereItIsMetAndIsNamed() throws Exception {
		CompiledJar older = jar("sealed interface Payment permits Cash {}",
				"record Cash(int cents) implements Payment {}");
		CompiledJar newer = jar("sealed interface Payment permits Cash, Points {}",
				"record Cash(int cents) implements Payment {}", "record Points(int count) implements Payment {}");
		ForyCodec olds = older.codec("Payment");
		ForyCodec news = newer.codec("Payment");
		assertThat(pass(newer.make("Cash", 5), news, olds)).isEqualTo(older.make("Cash", 5));
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> pass(List.of(newer.make("Points", 5)), news, olds))
			.withMessageContaining("shop.Points");
		assertThat(pass(newer.make("Cash", 6), news, olds)).isEqualTo(older.make("Cash", 6));
	}

	@Test
	void aNewComponentOfANewTypeIsFineWhileItIsNull() throws Exception {
		CompiledJar older = jar("record Order(String id) {}");
		CompiledJar newer = jar("record Order(String id, Discount discount) {}", "record Discount(int percent) {}");
		ForyCodec olds = older.codec("Order");
		ForyCodec news = newer.codec("Order");
		assertThat(pass(newer.make("Order", "o1", null), news, olds)).isEqualTo(older.make("Order", "o1"));
		assertThat(pass(older.make("Order", "o1"), olds, news)).isEqualTo(newer.make("Order", "o1", null));
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> pass(newer.make("Order", "o1", newer.make("Discount", 5)), news, olds))
			.withMessageContaining("shop.Discount");
	}

	@Test
	void constantsAreKnownByNameAndAnUnknownOneIsRefused() throws Exception {
		CompiledJar older = jar("enum Size { S, L }");
		CompiledJar newer = jar("enum Size { S, M, L }");
		ForyCodec olds = older.codec("Size");
		ForyCodec news = newer.codec("Size");
		assertThat(pass(newer.constant("Size", "L"), news, olds)).isEqualTo(older.constant("Size", "L"));
		assertThat(pass(older.constant("Size", "L"), olds, news)).isEqualTo(newer.constant("Size", "L"));
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> pass(newer.constant("Size", "M"), news, olds))
			.withMessageContaining("M not in [S, L]");
	}

	@Test
	void readersAreKeptPerTableAndTablesAreBounded() throws Exception {
		ForyCodec codec = jar("record Order(String id) {}").codec("Order");
		TypeTable table = new TypeTable(List.of("a.A", "shop.Order"));
		PayloadReader kept = codec.reader(table);
		assertThat(codec.reader(new TypeTable(List.of("a.A", "shop.Order")))).isSameAs(kept);
		for (int i = 0; i < CodecLimits.defaults().readers(); i++) {
			codec.reader(new TypeTable(List.of("a.A" + i)));
		}
		assertThat(codec.reader(table)).isNotSameAs(kept);
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> codec.reader(new TypeTable(List.of("a.A", "a.A"))));
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> codec.reader(new TypeTable(List.of("a".repeat(513)))));
		assertThatExceptionOfType(CodecException.class).isThrownBy(
				() -> codec.reader(new TypeTable(IntStream.range(0, 20_000).mapToObj("a.A%d"::formatted).toList())));
	}

	@Test
	void classesOutsideTheClosureAreNotLoadedForATable() throws Exception {
		CompiledJar jar = jar("record Order(String id) {}", "class Armed { static { if (true) throw new Error(); } }");
		ForyCodec codec = jar.codec("Order");
		PayloadReader reader = codec.reader(new TypeTable(List.of("shop.Armed", "java.lang.ProcessBuilder")));
		ByteBuf none = Unpooled.buffer().writeBytes(new byte[] { 0, -1, 30, 0, 0 });
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> reader.read(none));
	}

	private CompiledJar jar(String... declarations) throws Exception {
		Path home = Files.createDirectory(this.directory.resolve("jar" + this.jars.size()));
		CompiledJar jar = CompiledJar.of(home, declarations);
		this.jars.add(jar);
		return jar;
	}

	private static @Nullable Object pass(Object value, ForyCodec from, ForyCodec to) {
		ByteBuf buffer = Unpooled.buffer();
		from.writer().write(value, buffer);
		Object read = to.reader(from.types()).read(buffer);
		assertThat(buffer.isReadable()).isFalse();
		return read;
	}

}
