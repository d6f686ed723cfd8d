package dev.mesh.rpc.fingerprint;

import java.util.List;

/**
 * What nodes tell each other of their contracts.
 */
sealed interface ExchangeMessage {

	/**
	 * Asks for shapes.
	 *
	 * @param fingerprints which
	 */
	record Ask(List<Long> fingerprints) implements ExchangeMessage {

		public Ask {
			fingerprints = List.copyOf(fingerprints);
		}

	}

	/**
	 * A shape that was asked for.
	 *
	 * @param bytes its form, from which its fingerprint follows
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	record Answer(byte[] bytes) implements ExchangeMessage {

	}

}
