package dev.mesh.demo.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in a currency, rounded half to even to its minor unit: cents for EUR, none
 * for JPY.
 *
 * @param amount the amount, with as many decimals as the currency has
 * @param currency the ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {

	public Money {
		amount = amount.setScale(decimals(currency), RoundingMode.HALF_EVEN);
	}

	/**
	 * Return an amount given in major units.
	 * @param amount a decimal number
	 * @param currency the ISO 4217 code
	 * @return the money
	 */
	public static Money of(String amount, String currency) {
		return new Money(new BigDecimal(amount), currency);
	}

	/**
	 * Return an amount given in minor units, as databases keep it.
	 * @param minorUnits the amount in cents or whatever the currency has
	 * @param currency the ISO 4217 code
	 * @return the money
	 */
	public static Money ofMinor(long minorUnits, String currency) {
		return new Money(BigDecimal.valueOf(minorUnits, decimals(currency)), currency);
	}

	/**
	 * Return nothing.
	 * @param currency the ISO 4217 code
	 * @return zero
	 */
	public static Money zero(String currency) {
		return new Money(BigDecimal.ZERO, currency);
	}

	/**
	 * Return the amount in minor units.
	 * @return cents, or whatever the currency has
	 */
	public long minorUnits() {
		return this.amount.unscaledValue().longValueExact();
	}

	/**
	 * Add an amount of the same currency.
	 * @param other the other amount
	 * @return the sum
	 */
	public Money plus(Money other) {
		requireSameCurrency(other);
		return new Money(this.amount.add(other.amount), this.currency);
	}

	/**
	 * Multiply by a quantity.
	 * @param quantity how many
	 * @return the product
	 */
	public Money times(int quantity) {
		return new Money(this.amount.multiply(BigDecimal.valueOf(quantity)), this.currency);
	}

	@Override
	public int compareTo(Money other) {
		requireSameCurrency(other);
		return this.amount.compareTo(other.amount);
	}

	@Override
	public String toString() {
		return this.amount.toPlainString() + " " + this.currency;
	}

	private void requireSameCurrency(Money other) {
		if (!this.currency.equals(other.currency)) {
			throw new IllegalArgumentException(
					this + " and " + other + " are of different currencies: convert one of them first");
		}
	}

	private static int decimals(String currency) {
		return Currency.getInstance(currency).getDefaultFractionDigits();
	}

}
