package dev.mesh.demo.inventory;

/**
 * Stock kept for an order.
 *
 * @param orderId the order
 * @param servedBy the node that reserved it
 */
public record Reservation(String orderId, String servedBy) {

}
