package dev.mesh.rpc.stream;

import java.util.concurrent.Flow;

import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a stream ended. An error of the peer's stays encoded until it is signalled, and
 * must be signalled or released.
 *
 * @param failure what the subscriber is to see, if that is known
 * @param error the peer's error, if it ended with one
 * @param reader reads that
 */
record StreamEnd(@Nullable Throwable failure, @Nullable ByteBuf error, @Nullable PayloadReader reader) {

	private static final Logger logger = LoggerFactory.getLogger(StreamEnd.class);

	static final StreamEnd COMPLETE = new StreamEnd(null, null, null);

	static StreamEnd failure(Throwable failure) {
		return new StreamEnd(failure, null, null);
	}

	static StreamEnd error(ByteBuf error, PayloadReader reader) {
		return new StreamEnd(null, error, reader);
	}

	void release() {
		if (this.error != null) {
			this.error.release();
		}
	}

	void signal(Flow.Subscriber<?> subscriber, StreamErrors errors) {
		Throwable thrown = read(errors);
		try {
			if (thrown != null) {
				subscriber.onError(thrown);
			}
			else {
				subscriber.onComplete();
			}
		}
		catch (RuntimeException ex) {
			logger.error("The subscriber of '{}' threw when the stream ended, which none may.", errors, ex);
		}
	}

	private @Nullable Throwable read(StreamErrors errors) {
		if (this.error == null || this.reader == null) {
			return this.failure;
		}
		try {
			return errors.read(this.error, this.reader);
		}
		finally {
			this.error.release();
		}
	}

}
