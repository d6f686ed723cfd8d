package dev.mesh.demo.cart;

import java.util.List;

/**
 * What is in a cart.
 *
 * @param lines the products, in the order they were first added
 * @param servedBy the node that answered
 */
public record Cart(List<CartLine> lines, String servedBy) {

}
