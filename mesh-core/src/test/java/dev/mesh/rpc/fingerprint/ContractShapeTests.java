package dev.mesh.rpc.fingerprint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageWriter;
import dev.mesh.rpc.fingerprint.TypeShape.Kind;
import dev.mesh.rpc.fingerprint.Compatibility.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Fingerprints, and shapes that others send.
 */
class ContractShapeTests {

	private static final String SHOP = "interface Shop { A get(); B other(java.util.List<E> list); }";

	private static final String PRICE = "price(java.lang.String)int";

	private final TestContracts contracts;

	ContractShapeTests(@TempDir Path directory) {
		this.contracts = new TestContracts(directory);
	}

	@AfterEach
	void close() throws Exception {
		this.contracts.close();
	}

	@Test
	void theFingerprintIsTheSameWhateverTheOrder() throws Exception {
		ContractShape one = shape(SHOP, "record A(int f, B b) {}", "record B(String g) {}", "enum E { S, L }");
		ContractShape two = shape("interface Shop { B other(java.util.List<E> list); A get(); }", "enum E { L, S }",
				"record B(String g) {}", "record A(B b, int f) {}");
		assertThat(one.fingerprint()).isEqualTo(two.fingerprint());
		assertThat(ShapeFormat.encode(one)).isEqualTo(ShapeFormat.encode(two));
	}

	@Test
	void theFingerprintIsTheSameOnEveryJvmAndInEveryRelease() throws Exception {
		ContractShape shape = shape("interface Shop { int price(String sku); }");
		assertThat(Long.toHexString(shape.fingerprint())).isEqualTo("6925c6eb19e9b3ac");
		assertThat(shape.fingerprint(PRICE)).isEqualTo(shape.fingerprint());
	}

	@Test
	void aMethodsFingerprintDiffersWithWhatItReachesAndNothingElse() throws Exception {
		ContractShape one = shape(SHOP, "record A(int f, B b) {}", "record B(String g) {}", "enum E { S, L }");
		ContractShape two = shape(SHOP, "record A(int f, B b) {}", "record B(String g) {}", "enum E { S, M, L }");
		String get = "get()shop.A";
		String other = "other(java.util.List<shop.E>)shop.B";
		assertThat(one.fingerprint(get)).isEqualTo(two.fingerprint(get));
		assertThat(one.fingerprint(other)).isNotEqualTo(two.fingerprint(other));
		assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> one.fingerprint("none()void"))
			.withMessageContaining(get);
	}

	@Test
	void whatIsReadIsWhatWasWritten() throws Exception {
		ContractShape shape = shape(SHOP, "sealed interface A permits C {}", "final class C implements A { int q; }",
				"record B(java.util.Map<String, A[]> g) {}", "enum E { S, L }");
		byte[] bytes = ShapeFormat.encode(shape);
		ContractShape read = ShapeFormat.decode(bytes);
		assertThat(read.methods()).isEqualTo(shape.methods());
		assertThat(read.types()).isEqualTo(shape.types());
		assertThat(read.types()).containsOnlyKeys("java.util.List<shop.E>", "shop.A", "shop.A[]", "shop.B", "shop.C",
				"shop.E", "java.util.Map<java.lang.String,shop.A[]>");
	}

	@Test
	void bytesThatAreNoShapeAreRefused() throws Exception {
		byte[] good = ShapeFormat
			.encode(shape(SHOP, "record A(int f, B b) {}", "record B(String g) {}", "enum E { S, L }"));
		for (int length = 0; length < good.length; length++) {
			byte[] cut = Arrays.copyOf(good, length);
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> ShapeFormat.decode(cut));
		}
		Random random = new Random(7);
		for (int i = 0; i < 20_000; i++) {
			byte[] changed = good.clone();
			changed[random.nextInt(changed.length)] = (byte) random.nextInt();
			changed[random.nextInt(changed.length)] = (byte) random.nextInt();
			decodeOrRefuse(changed);
		}
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> ShapeFormat.decode(new byte[ShapeFormat.MAX_BYTES + 1]))
			.withMessageContaining("more than");
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> ShapeFormat.decode(withTypes("shop.A", "shop.A")))
			.withMessageContaining("there twice");
	}

	private static void decodeOrRefuse(byte[] bytes) {
		try {
			assertThat(ShapeFormat.decode(bytes)).isNotNull();
		}
		catch (MalformedMessageException ex) {
			assertThat(ex).hasMessageNotContaining("null");
		}
	}

	private static byte[] withTypes(String... names) {
		return new MessageWriter().int8(1)
			.list(List.<String>of(), MessageWriter::string)
			.list(List.of(names),
					(item, name) -> item.string(name)
						.int8(0)
						.list(List.<String>of(), MessageWriter::string)
						.list(List.<String>of(), MessageWriter::string))
			.toBytes();
	}

	@Test
	void typesThatNestWithoutEndAreCompared() {
		Map<String, TypeShape> chain = new TreeMap<>();
		for (int i = 0; i < 20_000; i++) {
			chain.put("T" + i, TypeShape.of(Kind.RECORD, Map.of("next", "T" + (i + 1)), List.of()));
		}
		ContractShape one = deep(chain);
		chain.put("T19999", TypeShape.of(Kind.RECORD, Map.of("next", "int"), List.of()));
		ContractShape two = deep(chain);
		assertThat(new ShapeComparison(one, two, true).compare(List.of("T0"), List.of("T0"))).satisfies((verdict) -> {
			assertThat(verdict.level()).isEqualTo(Level.INCOMPATIBLE);
			assertThat(verdict.difference("two")).isEqualTo("T19999.next is int here and T20000 on two");
		});
		assertThat(one.fingerprint(PRICE)).isNotEqualTo(two.fingerprint(PRICE));
	}

	private static ContractShape deep(Map<String, TypeShape> types) {
		return new ContractShape(Map.of(PRICE, new MethodShape(PRICE, List.of("T0"), "int")), types);
	}

	private ContractShape shape(String... declarations) throws Exception {
		return TestContracts.shape(this.contracts.compile(declarations));
	}

}
