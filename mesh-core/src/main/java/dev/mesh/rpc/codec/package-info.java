/**
 * Turns arguments and results into bytes and back; only types reachable from known
 * contracts.
 */
@NullMarked
package dev.mesh.rpc.codec;

import org.jspecify.annotations.NullMarked;
