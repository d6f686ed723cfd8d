/**
 * What contracts look like on other nodes, and which calls fit between two forms of one.
 * <p>
 * {@link dev.mesh.rpc.fingerprint.ContractShape} is the structure of a contract and its
 * fingerprint, {@link dev.mesh.rpc.fingerprint.ShapeComparison} compares two, and
 * {@link dev.mesh.rpc.fingerprint.ContractExchange} gets those that this node lacks.
 * <p>
 * Threads: {@code mesh-control} owns the exchange; it compares and never blocks. The
 * membership thread hands messages to it, and {@code mesh-watch-…} tells of what was
 * learned. Whoever asks for an {@link dev.mesh.rpc.fingerprint.Agreement} reads an
 * immutable map.
 */
@NullMarked
package dev.mesh.rpc.fingerprint;

import org.jspecify.annotations.NullMarked;
