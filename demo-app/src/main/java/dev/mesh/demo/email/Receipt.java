package dev.mesh.demo.email;

/**
 * A mail taken for delivery.
 *
 * @param subject its subject
 * @param servedBy the node that took it
 */
public record Receipt(String subject, String servedBy) {

}
