package dev.mesh.directory;

/**
 * A service that a node's jar holds and that is enabled there: the node can host it.
 *
 * @param service the service
 * @param contract the contract's name
 * @param spec what the node's configuration asks for the service, as text that placement
 * writes and reads
 */
public record ServiceOffer(ServiceId service, String contract, String spec) {

}
