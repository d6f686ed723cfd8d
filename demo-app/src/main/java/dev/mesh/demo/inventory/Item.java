package dev.mesh.demo.inventory;

/**
 * A number of one product.
 *
 * @param sku the product
 * @param quantity how many
 */
public record Item(String sku, int quantity) {

}
