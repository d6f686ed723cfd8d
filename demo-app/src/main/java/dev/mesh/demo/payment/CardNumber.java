package dev.mesh.demo.payment;

import java.util.regex.Pattern;

/**
 * A card's number: right by the Luhn check. It is never stored or logged whole.
 *
 * @param digits the digits alone
 */
record CardNumber(String digits) {

	private static final Pattern FORM = Pattern.compile("\\d{12,19}");

	/**
	 * The number that test issuers decline by convention.
	 */
	private static final String DECLINED = "4000000000000002";

	CardNumber {
		if (!FORM.matcher(digits).matches() || !passesLuhn(digits)) {
			throw new PaymentDeclinedException(
					"The card number is not valid: a digit is wrong or missing. Use 4242 4242 4242 4242 to try.");
		}
	}

	static CardNumber parse(String text) {
		return new CardNumber(text.replace(" ", "").replace("-", ""));
	}

	/**
	 * Ask the issuer, which is a play: it declines one test card and charges none.
	 */
	void authorize() {
		if (this.digits.equals(DECLINED)) {
			throw new PaymentDeclinedException("The issuer declined the " + this + ". Use another card.");
		}
	}

	String ending() {
		return this.digits.substring(this.digits.length() - 4);
	}

	@Override
	public String toString() {
		return "card ending in " + ending();
	}

	private static boolean passesLuhn(String digits) {
		int sum = 0;
		boolean doubled = false;
		for (int i = digits.length() - 1; i >= 0; i--) {
			int digit = digits.charAt(i) - '0';
			int value = doubled ? digit * 2 : digit;
			sum += (value > 9) ? value - 9 : value;
			doubled = !doubled;
		}
		return sum % 10 == 0;
	}

}
