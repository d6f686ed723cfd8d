/**
 * Turns arguments and results into bytes and back; only types reachable from known
 * contracts.
 * <p>
 * {@link dev.mesh.rpc.codec.TypeClosure} finds those types,
 * {@link dev.mesh.rpc.codec.ForyCodec} encodes their values and
 * {@link dev.mesh.rpc.codec.ExceptionCodec} what services throw. No class name that a
 * peer sends is loaded, except exceptions in the packages of contracts.
 * <p>
 * Threads: none of its own. Encoding and decoding run on the calling thread, event loops
 * included, and take one of a bounded number of lanes; a lane is held for computing only,
 * never over input or output. No code is generated, on whatever thread. The very first
 * use loads Fory, a few hundred milliseconds on a busy machine: {@code warmUp()} does it
 * ahead.
 */
@NullMarked
package dev.mesh.rpc.codec;

import org.jspecify.annotations.NullMarked;
