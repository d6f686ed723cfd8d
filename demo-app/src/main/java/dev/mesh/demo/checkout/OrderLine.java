package dev.mesh.demo.checkout;

import dev.mesh.demo.money.Money;

/**
 * An ordered product.
 *
 * @param sku the product
 * @param name its name when it was ordered
 * @param quantity how many
 * @param price for one
 * @param total for all of them
 */
public record OrderLine(String sku, String name, int quantity, Money price, Money total) {

}
