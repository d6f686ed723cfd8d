package dev.mesh.demo.currency;

import java.util.List;

import dev.mesh.demo.money.Money;
import dev.mesh.rpc.MeshCall;

/**
 * Exchange rates against the euro, one set per day.
 */
public interface ExchangeRates {

	/**
	 * Return what can be converted.
	 * @return all currencies
	 */
	@MeshCall(idempotent = true)
	Currencies currencies();

	/**
	 * Convert amounts, each rounded half to even to the minor unit of the target.
	 * @param amounts the amounts, of any currencies
	 * @param currency the code of the target
	 * @return the converted amounts
	 * @throws UnknownCurrencyException if there is no rate for one of the currencies
	 */
	@MeshCall(idempotent = true)
	Conversion convert(List<Money> amounts, String currency) throws UnknownCurrencyException;

}
