/**
 * Turns arguments and results into bytes and back; only types reachable from known
 * contracts.
 * <p>
 * {@link dev.mesh.rpc.codec.TypeClosure} finds those types,
 * {@link dev.mesh.rpc.codec.ForyCodec} encodes their values and
 * {@link dev.mesh.rpc.codec.ExceptionCodec} what services throw. No class name that a
 * peer sends is loaded, except exceptions in the packages of contracts.
 * <p>
 * Threads: encoding and decoding run on the calling thread, event loops included, and
 * take one of a bounded number of lanes; a lane is held for computing only, never over
 * input or output. Arrays of bytes by themselves need none ({@code RawBytes}). Fory
 * generates code for the types of contracts on a thread of its own; nobody waits for it.
 * The very first use loads Fory, a few hundred milliseconds on a busy machine:
 * {@code warmUp()} does it ahead.
 */
@NullMarked
package dev.mesh.rpc.codec;

import org.jspecify.annotations.NullMarked;
