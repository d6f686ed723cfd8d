package dev.mesh.selector;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyHashTests {

	@Test
	void hashesAreTheSameInEveryVersion() {
		assertThat(KeyHash.ofLong(42)).isEqualTo(0x4f0a61d9c798d8caL);
		assertThat(KeyHash.forType(String.class).of("mesh")).isEqualTo(0xf87d5abf287e829cL);
	}

	@Test
	void wholeNumbersHashAlikeWhateverTheirType() {
		assertThat(KeyHash.forType(int.class).of(7)).isEqualTo(KeyHash.ofLong(7));
		assertThat(KeyHash.forType(Long.class).of(7L)).isEqualTo(KeyHash.ofLong(7));
		assertThat(KeyHash.forType(byte.class).of((byte) 7)).isEqualTo(KeyHash.ofLong(7));
		assertThat(KeyHash.forType(double.class).of(1.5)).isEqualTo(KeyHash.ofLong(Double.doubleToLongBits(1.5)));
	}

	@Test
	void equalKeysHashAlikeAndOthersDoNot() {
		UUID uuid = new UUID(1, 2);
		assertThat(KeyHash.forType(UUID.class).of(uuid)).isEqualTo(KeyHash.forType(UUID.class).of(new UUID(1, 2)))
			.isNotEqualTo(KeyHash.forType(UUID.class).of(new UUID(2, 1)));
		assertThat(KeyHash.forType(BigDecimal.class).of(BigDecimal.ONE))
			.isNotEqualTo(KeyHash.forType(BigDecimal.class).of(BigDecimal.TEN));
		assertThat(KeyHash.forType(BigInteger.class).of(BigInteger.ONE))
			.isNotEqualTo(KeyHash.forType(BigInteger.class).of(BigInteger.TWO));
		assertThat(KeyHash.forType(TimeUnit.class).of(TimeUnit.DAYS))
			.isNotEqualTo(KeyHash.forType(TimeUnit.class).of(TimeUnit.HOURS));
	}

	@Test
	void recordsHashByTheirComponents() {
		KeyHash hash = KeyHash.forType(Tenant.class);
		assertThat(hash.of(new Tenant("a", 1))).isEqualTo(hash.of(new Tenant("a", 1)));
		assertThat(hash.of(new Tenant("a", 1))).isNotEqualTo(hash.of(new Tenant("a", 2)));
		assertThat(hash.of(null)).isZero();
	}

	@Test
	void otherTypesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyHash.forType(Object.class))
			.withMessageContaining("java.lang.Object cannot be a key");
	}

	/**
	 * A key of parts.
	 */
	private record Tenant(String name, int number) {

	}

}
