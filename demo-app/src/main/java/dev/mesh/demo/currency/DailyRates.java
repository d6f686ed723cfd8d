package dev.mesh.demo.currency;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.money.Money;
import dev.mesh.demo.storage.DataFile;
import dev.mesh.spring.MeshService;

/**
 * The rates of {@code data/rates.json}. Between two currencies other than the euro the
 * cross rate is taken, and only the result is rounded.
 */
@MeshService(name = "currency")
class DailyRates implements ExchangeRates {

	private final LocalDate date;

	private final Map<String, BigDecimal> perEuro;

	private final NodeName node;

	DailyRates(DataFile data, NodeName node) {
		RateFile file = data.read("rates.json", RateFile.class);
		this.date = file.date();
		this.perEuro = new TreeMap<>(file.rates());
		this.perEuro.put("EUR", BigDecimal.ONE);
		this.node = node;
	}

	@Override
	public Currencies currencies() {
		List<Quote> quotes = this.perEuro.entrySet().stream().map(DailyRates::quote).toList();
		return new Currencies(this.date, quotes, this.node.get());
	}

	@Override
	public Conversion convert(List<Money> amounts, String currency) {
		BigDecimal target = rate(currency);
		List<Money> converted = amounts.stream().map((amount) -> convert(amount, currency, target)).toList();
		return new Conversion(converted, this.node.get());
	}

	private Money convert(Money money, String currency, BigDecimal target) {
		if (money.currency().equals(currency)) {
			return money;
		}
		BigDecimal result = money.amount().multiply(target).divide(rate(money.currency()), MathContext.DECIMAL128);
		return new Money(result, currency);
	}

	private BigDecimal rate(String currency) {
		BigDecimal rate = this.perEuro.get(currency);
		if (rate == null) {
			throw new UnknownCurrencyException(
					"There is no rate for '" + currency + "'. GET /api/currencies lists those there are.");
		}
		return rate;
	}

	private static Quote quote(Map.Entry<String, BigDecimal> rate) {
		Currency currency = Currency.getInstance(rate.getKey());
		return new Quote(rate.getKey(), currency.getDisplayName(Locale.ENGLISH), currency.getDefaultFractionDigits(),
				rate.getValue());
	}

	/**
	 * The file.
	 *
	 * @param date the day
	 * @param rates what one euro buys, by currency code
	 */
	record RateFile(LocalDate date, Map<String, BigDecimal> rates) {

	}

}
