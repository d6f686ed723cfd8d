package dev.mesh.rpc.wire;

import java.io.IOException;

import javax.net.ssl.SSLException;

import io.netty.handler.codec.DecoderException;

/**
 * Says in words what went wrong on a connection.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * Return what went wrong, as part of a sentence.
	 * @param failure the failure, as Netty reports it
	 * @return the words
	 */
	static String describe(Throwable failure) {
		Throwable cause = unwrap(failure);
		String message = cause.getMessage();
		if (cause instanceof ProtocolException && message != null) {
			return message;
		}
		if (cause instanceof SSLException) {
			return "TLS failed (" + message + "): check that both sides have the same token or trust each other";
		}
		return (message != null) ? message : cause.getClass().getSimpleName();
	}

	/**
	 * Tell whether the peer did what it must not, as opposed to a connection that broke.
	 * @param failure the failure
	 * @return whether to report the peer
	 */
	static boolean isRefusal(Throwable failure) {
		Throwable cause = unwrap(failure);
		return cause instanceof SSLException || !(cause instanceof IOException);
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof DecoderException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
