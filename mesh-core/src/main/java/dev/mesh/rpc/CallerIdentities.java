package dev.mesh.rpc;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * Knows on whose behalf threads make calls, and believes or refuses what other nodes say
 * of theirs. Asked on the threads that make and serve calls: it must be fast and safe for
 * use by any thread.
 */
public interface CallerIdentities {

	/**
	 * The longest statement, in characters.
	 */
	int MAX_STATEMENT = 4096;

	/**
	 * Takes along and believes nothing.
	 */
	CallerIdentities NONE = new CallerIdentities() {

		@Override
		public @Nullable CallerIdentity current() {
			return null;
		}

		@Override
		public @Nullable CallerIdentity verify(String service, Node caller, @Nullable String statement) {
			return null;
		}

	};

	/**
	 * Return on whose behalf the current thread makes calls.
	 * @return the identity, or {@code null} for nobody's
	 */
	@Nullable CallerIdentity current();

	/**
	 * Check what came with a call.
	 * @param service the service that is called
	 * @param caller the node that calls
	 * @param statement what it says, or {@code null} for nothing
	 * @return the identity, or {@code null} for nobody's
	 * @throws IdentityRefusedException if it is not believed
	 */
	@Nullable CallerIdentity verify(String service, Node caller, @Nullable String statement) throws IdentityRefusedException;

}
