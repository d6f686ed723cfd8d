package dev.mesh.benchmarks.calls.peers;

import java.util.concurrent.CompletableFuture;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderCodec;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import dev.mesh.benchmarks.calls.work.PlainOrderDesk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketConnector;
import io.rsocket.core.RSocketServer;
import io.rsocket.frame.decoder.PayloadDecoder;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import io.rsocket.util.ByteBufPayload;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * RSocket over TCP, without copies between frame and payload; the service runs on the
 * event loop, as it does by default.
 */
final class RSocketContestant implements Contestant {

	@Override
	public String id() {
		return "rsocket";
	}

	@Override
	public String title() {
		return "RSocket";
	}

	@Override
	public Stop serve(int port) {
		OrderDesk desk = new PlainOrderDesk();
		CloseableChannel server = RSocketServer
			.create(SocketAcceptor.forRequestResponse((request) -> Mono.just(answer(desk, request))))
			.payloadDecoder(PayloadDecoder.ZERO_COPY)
			.bindNow(TcpServerTransport.create("127.0.0.1", port));
		return server::dispose;
	}

	private static Payload answer(OrderDesk desk, Payload request) {
		try {
			ByteBuf data = request.sliceData();
			if (data.readByte() == BytesDesk.PLACE) {
				return payload(BytesDesk.PLACE, desk.place(OrderCodec.read(data)), null);
			}
			return payload(BytesDesk.ECHO, null, desk.echo(ByteBufUtil.getBytes(data)));
		}
		finally {
			request.release();
		}
	}

	private static Payload payload(byte operation, @Nullable Order order, byte @Nullable [] bytes) {
		ByteBuf data = ByteBufAllocator.DEFAULT.buffer((bytes != null) ? bytes.length + 1 : 256).writeByte(operation);
		if (order != null) {
			OrderCodec.write(order, data);
		}
		if (bytes != null) {
			data.writeBytes(bytes);
		}
		return ByteBufPayload.create(data);
	}

	@Override
	public Connection connect(int port) {
		RSocket socket = RSocketConnector.create()
			.payloadDecoder(PayloadDecoder.ZERO_COPY)
			.connect(TcpClientTransport.create("127.0.0.1", port))
			.block();
		if (socket == null) {
			throw new IllegalStateException("no connection came of 127.0.0.1:" + port);
		}
		return new Connection(new Desk(socket), socket::dispose);
	}

	/**
	 * Calls through RSocket.
	 */
	private static final class Desk implements OrderDesk {

		private final RSocket socket;

		private Desk(RSocket socket) {
			this.socket = socket;
		}

		@Override
		public Order place(Order order) {
			return required(requestOrder(order).block());
		}

		@Override
		public byte[] echo(byte[] bytes) {
			return required(requestBytes(bytes).block());
		}

		@Override
		public CompletableFuture<Order> placeAsync(Order order) {
			return requestOrder(order).toFuture();
		}

		@Override
		public CompletableFuture<byte[]> echoAsync(byte[] bytes) {
			return requestBytes(bytes).toFuture();
		}

		private Mono<Order> requestOrder(Order order) {
			return this.socket.requestResponse(payload(BytesDesk.PLACE, order, null)).map((reply) -> {
				try {
					return OrderCodec.read(reply.sliceData().skipBytes(1));
				}
				finally {
					reply.release();
				}
			});
		}

		private Mono<byte[]> requestBytes(byte[] bytes) {
			return this.socket.requestResponse(payload(BytesDesk.ECHO, null, bytes)).map((reply) -> {
				try {
					return ByteBufUtil.getBytes(reply.sliceData().skipBytes(1));
				}
				finally {
					reply.release();
				}
			});
		}

		private static <T> T required(@Nullable T reply) {
			if (reply == null) {
				throw new IllegalStateException("the reply was empty");
			}
			return reply;
		}

	}

}
