package dev.mesh.demo.currency;

import java.util.List;

import dev.mesh.demo.NodeNames;
import dev.mesh.demo.money.Money;
import dev.mesh.demo.storage.DataFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DailyRatesTests {

	private final ExchangeRates rates = new DailyRates(new DataFile(new JsonMapper()), NodeNames.here());

	@Test
	void convertsFromTheEuroAndBackAcross() {
		assertThat(convert("46.00", "EUR", "USD")).isEqualTo(Money.of("53.07", "USD"));
		assertThat(convert("53.07", "USD", "EUR")).isEqualTo(Money.of("46.00", "EUR"));
		assertThat(convert("100", "USD", "JPY")).isEqualTo(Money.of("15395", "JPY"));
	}

	@Test
	void leavesAnAmountOfTheTargetAlone() {
		assertThat(convert("0.01", "GBP", "GBP")).isEqualTo(Money.of("0.01", "GBP"));
	}

	@Test
	void namesACurrencyWithoutARate() {
		assertThatExceptionOfType(UnknownCurrencyException.class).isThrownBy(() -> convert("1", "EUR", "XAU"))
			.withMessageContaining("'XAU'");
	}

	@Test
	void listsEveryCurrencyWithItsDecimals() {
		assertThat(this.rates.currencies().quotes()).hasSizeGreaterThanOrEqualTo(30)
			.filteredOn((quote) -> quote.code().equals("JPY"))
			.extracting(Quote::decimals)
			.containsExactly(0);
	}

	private Money convert(String amount, String from, String to) {
		return this.rates.convert(List.of(Money.of(amount, from)), to).amounts().get(0);
	}

}
