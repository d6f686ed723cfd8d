package dev.mesh.cluster.membership;

/**
 * Where the transport reaches a peer: 128 bits that only the transport understands. A
 * peer that connects anew has a new address.
 *
 * @param most the upper 64 bits
 * @param least the lower 64 bits
 */
public record PeerAddress(long most, long least) {

}
