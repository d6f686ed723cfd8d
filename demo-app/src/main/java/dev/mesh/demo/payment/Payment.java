package dev.mesh.demo.payment;

/**
 * A payment made.
 *
 * @param paymentId its reference
 * @param servedBy the node that charged the card
 */
public record Payment(String paymentId, String servedBy) {

}
