package dev.mesh.demo.shipping;

/**
 * A parcel on its way.
 *
 * @param trackingId how to follow it
 * @param servedBy the node that handed it over
 */
public record Shipment(String trackingId, String servedBy) {

}
