package dev.mesh.demo.currency;

/**
 * There is no rate for a currency.
 */
public class UnknownCurrencyException extends RuntimeException {

	public UnknownCurrencyException(String message) {
		super(message);
	}

}
