package dev.mesh.rpc.stream;

import java.nio.charset.StandardCharsets;

import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.RemoteServiceException;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.wire.RequestHandler;
import io.netty.buffer.ByteBuf;

/**
 * What a stream can fail with, in words and in bytes: an exception of the service's own,
 * or a sentence on why it broke off.
 */
final class StreamErrors {

	private static final byte EXCEPTION = 0;

	private static final byte BROKEN_OFF = 1;

	private static final int MAX_MESSAGE_BYTES = 2048;

	private final ExceptionFormat exceptions;

	private final String stream;

	/**
	 * Make it.
	 * @param exceptions writes and reads exceptions
	 * @param stream names the stream in messages
	 */
	StreamErrors(ExceptionFormat exceptions, String stream) {
		this.exceptions = exceptions;
		this.stream = stream;
	}

	RequestHandler.Body exception(Throwable failure) {
		return (out) -> this.exceptions.write(failure, out.writeByte(EXCEPTION));
	}

	RequestHandler.Body brokenOff(String message) {
		return (out) -> out.writeByte(BROKEN_OFF).writeCharSequence(message, StandardCharsets.UTF_8);
	}

	Throwable read(ByteBuf error, PayloadReader reader) {
		try {
			return (error.readByte() == EXCEPTION) ? ofService(this.exceptions.read(error, reader)) : lost(text(error));
		}
		catch (RuntimeException | LinkageError ex) {
			return unreadable("error", ex);
		}
	}

	private static String text(ByteBuf error) {
		int bytes = Math.min(error.readableBytes(), MAX_MESSAGE_BYTES);
		return error.readCharSequence(bytes, StandardCharsets.UTF_8).toString();
	}

	/** What the service met when it called others says nothing of this call. */
	private static Throwable ofService(Throwable thrown) {
		if (thrown instanceof NotExecutedException || thrown instanceof OutcomeUnknownException) {
			return new RemoteServiceException(thrown.getClass().getName(), String.valueOf(thrown.getMessage()), thrown);
		}
		return thrown;
	}

	OutcomeUnknownException lost(String message) {
		return new OutcomeUnknownException("'" + this.stream + "' broke off: " + message
				+ ". Items before this are good, those after it never come: subscribe again to go on.", null);
	}

	RemoteServiceException unreadable(String what, Throwable cause) {
		return new RemoteServiceException(cause.getClass().getName(), "'" + this.stream + "' was ended, as its " + what
				+ " cannot be read: " + cause.getMessage() + ". Run the same contract on both nodes.", cause);
	}

	IllegalStateException violation(String what) {
		return new IllegalStateException("'" + this.stream + "' was ended, as its publisher " + what
				+ ". Publish by the rules of Reactive Streams.");
	}

	IllegalStateException unsendable(String why) {
		return new IllegalStateException("'" + this.stream + "' was ended, as an item cannot be sent: " + why);
	}

	static IllegalArgumentException badRequest() {
		return new IllegalArgumentException(
				"a subscription was asked for no items or fewer (Reactive Streams, 3.9): ask for 1 or more");
	}

	@Override
	public String toString() {
		return this.stream;
	}

}
