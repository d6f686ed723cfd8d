package dev.mesh.demo.currency;

import java.math.BigDecimal;

/**
 * One currency.
 *
 * @param code the ISO 4217 code
 * @param name the English name
 * @param decimals how many decimals its amounts have
 * @param rate how much of it one euro buys
 */
public record Quote(String code, String name, int decimals, BigDecimal rate) {

}
