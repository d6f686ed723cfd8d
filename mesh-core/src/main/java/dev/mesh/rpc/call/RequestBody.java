package dev.mesh.rpc.call;

import dev.mesh.rpc.codec.PayloadWriter;
import dev.mesh.rpc.server.Arguments;
import dev.mesh.rpc.wire.RequestContext;
import dev.mesh.rpc.wire.RequestHandler;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes the arguments of a call, and behind them what else there is to say.
 */
final class RequestBody implements RequestHandler.Body {

	private final @Nullable Object[] arguments;

	private final PayloadWriter writer;

	private final RequestContext context;

	RequestBody(@Nullable Object[] arguments, PayloadWriter writer, RequestContext context) {
		this.arguments = arguments;
		this.writer = writer;
		this.context = context;
	}

	@Override
	public void writeTo(ByteBuf out) {
		Arguments.write(this.arguments, this.writer, out);
		if (hasContext()) {
			this.context.writeTo(out);
		}
	}

	@Override
	public boolean hasContext() {
		return !this.context.isEmpty();
	}

}
