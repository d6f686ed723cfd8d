package dev.mesh.demo.currency;

import java.time.LocalDate;
import java.util.List;

/**
 * The currencies one can pay in.
 *
 * @param date the day of the rates
 * @param quotes the currencies, by code
 * @param servedBy the node that answered
 */
public record Currencies(LocalDate date, List<Quote> quotes, String servedBy) {

}
