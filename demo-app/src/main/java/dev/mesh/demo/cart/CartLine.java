package dev.mesh.demo.cart;

/**
 * A product in a cart.
 *
 * @param sku the product
 * @param quantity how many
 */
public record CartLine(String sku, int quantity) {

}
