package dev.mesh.demo.shipping;

import dev.mesh.demo.money.Money;

/**
 * The price of a parcel.
 *
 * @param price what it costs, in euro
 * @param days how many working days it takes
 * @param servedBy the node that answered
 */
public record ShippingQuote(Money price, int days, String servedBy) {

}
