package dev.mesh.rpc.call;

import java.util.Objects;
import java.util.concurrent.Flow;

import dev.mesh.rpc.codec.Codec;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.codec.PayloadWriter;
import dev.mesh.rpc.server.Arguments;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.stream.MappedPublisher;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a local call passes by writing and reading it, as a remote call would.
 */
final class LocalCopies {

	private final PayloadWriter writer;

	private final PayloadReader reader;

	private final ExceptionFormat exceptions;

	LocalCopies(Codec codec, ExceptionFormat exceptions) {
		this.writer = codec.writer();
		this.reader = codec.reader(codec.types());
		this.exceptions = exceptions;
	}

	@Nullable Object[] arguments(@Nullable Object[] arguments) {
		ByteBuf bytes = Unpooled.buffer();
		Arguments.write(arguments, this.writer, bytes);
		return Arguments.read(arguments.length, bytes, this.reader);
	}

	@Nullable Object result(@Nullable Object result) {
		ByteBuf bytes = Unpooled.buffer();
		this.writer.write(result, bytes);
		return this.reader.read(bytes);
	}

	Flow.Publisher<Object> stream(Flow.Publisher<?> stream) {
		return new MappedPublisher(stream, (item) -> Objects.requireNonNull(result(item)), this::exception);
	}

	Throwable exception(Throwable exception) {
		ByteBuf bytes = Unpooled.buffer();
		this.exceptions.write(exception, bytes);
		return this.exceptions.read(bytes, this.reader);
	}

}
