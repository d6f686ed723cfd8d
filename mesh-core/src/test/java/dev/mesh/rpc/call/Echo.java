package dev.mesh.rpc.call;

/**
 * A generic part of a contract.
 *
 * @param <T> what is echoed
 */
interface Echo<T> {

	T echo(T value);

}
