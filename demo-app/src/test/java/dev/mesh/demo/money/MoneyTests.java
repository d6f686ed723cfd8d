package dev.mesh.demo.money;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MoneyTests {

	@Test
	void roundsHalfToEvenAtTheMinorUnitOfTheCurrency() {
		assertThat(Money.of("2.345", "EUR").amount()).isEqualTo(new BigDecimal("2.34"));
		assertThat(Money.of("2.355", "EUR").amount()).isEqualTo(new BigDecimal("2.36"));
		assertThat(Money.of("2.5", "JPY").amount()).isEqualTo(new BigDecimal("2"));
	}

	@Test
	void survivesTheWayThroughMinorUnits() {
		assertThat(Money.ofMinor(Money.of("129.90", "EUR").minorUnits(), "EUR")).isEqualTo(Money.of("129.9", "EUR"));
		assertThat(Money.of("8170", "JPY").minorUnits()).isEqualTo(8170);
	}

	@Test
	void addsAndMultiplies() {
		assertThat(Money.of("0.10", "EUR").times(3).plus(Money.of("0.20", "EUR"))).isEqualTo(Money.of("0.50", "EUR"));
	}

	@Test
	void refusesToMixCurrencies() {
		assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
			.withMessageContaining("1.00 EUR and 1.00 USD");
	}

}
