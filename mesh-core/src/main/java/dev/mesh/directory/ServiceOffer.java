package dev.mesh.directory;

/**
 * A service that a node's jar holds and that is enabled there: the node can host it.
 *
 * @param service the service
 * @param contract the contract's name
 * @param replicas how many instances the node's configuration asks for, in the form of
 * {@code dev.mesh.placement.Replicas}
 */
public record ServiceOffer(ServiceId service, String contract, String replicas) {

}
