package dev.mesh.rpc.contract;

import dev.mesh.selector.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * The parameter that decides which instance serves a call.
 *
 * @param index the parameter's index
 * @param type the parameter's type
 * @param hash hashes it
 */
public record KeyParameter(int index, Class<?> type, KeyHash hash) {

	/**
	 * Return the hash of a call's key.
	 * @param arguments the call's arguments
	 * @return the hash
	 */
	public long hash(@Nullable Object[] arguments) {
		return this.hash.of(arguments[this.index]);
	}

}
