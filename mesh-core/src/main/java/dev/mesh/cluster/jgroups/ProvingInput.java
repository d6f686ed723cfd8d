package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * The input of a connection whose peer has yet to prove itself: the first read lets it.
 * Only for the connection's one reader.
 */
final class ProvingInput extends InputStream {

	private final Proof proof;

	private @Nullable InputStream proven;

	ProvingInput(Proof proof) {
		this.proof = proof;
	}

	private InputStream proven() throws IOException {
		InputStream input = this.proven;
		if (input == null) {
			input = this.proof.require();
			this.proven = input;
		}
		return input;
	}

	@Override
	public int read() throws IOException {
		return proven().read();
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		return proven().read(bytes, offset, length);
	}

	/**
	 * How the peer proves itself.
	 */
	@FunctionalInterface
	interface Proof {

		/**
		 * Let the peer prove itself.
		 * @return what it says after that
		 * @throws IOException if it did not
		 */
		InputStream require() throws IOException;

	}

}
