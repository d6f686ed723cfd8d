package dev.mesh.rpc.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Records how a call ended, and fails when it ends twice.
 */
final class Outcome implements RpcClient.ReplyHandler {

	private final CompletableFuture<Ending> ending = new CompletableFuture<>();

	volatile boolean endedTwice;

	volatile int load = -1;

	volatile RpcClient.Cancellable handle = () -> {
	};

	@Override
	public void onResult(ByteBuf payload, PayloadReader reader) {
		end(new Ending("result", null, "", bytes(payload, reader)));
	}

	@Override
	public void onException(ByteBuf payload, PayloadReader reader) {
		end(new Ending("exception", null, "", bytes(payload, reader)));
	}

	@Override
	public void onNotExecuted(Reason reason, String message) {
		end(new Ending("not executed", reason, message, new byte[0]));
	}

	@Override
	public void onRedirected(NodeId owner, long view, String message) {
		end(new Ending("redirected to " + owner.value() + " in view " + view, Reason.NOT_OWNER, message, new byte[0]));
	}

	@Override
	public void onLoad(int calls) {
		this.load = calls;
	}

	@Override
	public void onOutcomeUnknown(String message) {
		end(new Ending("unknown", null, message, new byte[0]));
	}

	private static byte[] bytes(ByteBuf payload, PayloadReader reader) {
		byte[] bytes = (byte[]) reader.read(payload);
		return (bytes != null) ? bytes : new byte[0];
	}

	private void end(Ending how) {
		this.endedTwice |= !this.ending.complete(how);
	}

	boolean isEnded() {
		return this.ending.isDone();
	}

	Ending await() throws Exception {
		return this.ending.get(30, TimeUnit.SECONDS);
	}

	@SuppressWarnings("ArrayRecordComponent") // never compared
	record Ending(String kind, @Nullable Reason reason, String message, byte[] bytes) {

	}

}
