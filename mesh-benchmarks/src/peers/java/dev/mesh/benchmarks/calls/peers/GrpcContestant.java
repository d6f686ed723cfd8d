package dev.mesh.benchmarks.calls.peers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.peers.proto.BytesMessage;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import dev.mesh.benchmarks.calls.work.PlainOrderDesk;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;

/**
 * grpc-java with protobuf, on its default executor or directly on the event loop.
 */
final class GrpcContestant implements Contestant {

	private static final int STOP_SECONDS = 5;

	private final boolean direct;

	GrpcContestant(boolean direct) {
		this.direct = direct;
	}

	@Override
	public String id() {
		return this.direct ? "grpc-direct" : "grpc";
	}

	@Override
	public String title() {
		return this.direct ? "gRPC, direct executor" : "gRPC";
	}

	@Override
	public Stop serve(int port) throws Exception {
		NettyServerBuilder builder = NettyServerBuilder
			.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
			.maxInboundMessageSize(Limits.MESSAGE_BYTES)
			.addService(service(new PlainOrderDesk()));
		Server server = (this.direct ? builder.directExecutor() : builder).build().start();
		return () -> server.shutdownNow().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
	}

	private static ServerServiceDefinition service(OrderDesk desk) {
		return ServerServiceDefinition.builder(GrpcMethods.SERVICE)
			.addMethod(GrpcMethods.PLACE, ServerCalls.asyncUnaryCall((request, observer) -> {
				observer.onNext(OrderMessages.of(desk.place(OrderMessages.toOrder(request))));
				observer.onCompleted();
			}))
			.addMethod(GrpcMethods.ECHO, ServerCalls.asyncUnaryCall((request, observer) -> {
				observer.onNext(BytesMessage.newBuilder()
					.setBytes(OrderMessages.wrap(desk.echo(request.getBytes().toByteArray())))
					.build());
				observer.onCompleted();
			}))
			.build();
	}

	@Override
	public Connection connect(int port) {
		NettyChannelBuilder builder = NettyChannelBuilder
			.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
			.maxInboundMessageSize(Limits.MESSAGE_BYTES)
			.usePlaintext();
		ManagedChannel channel = (this.direct ? builder.directExecutor() : builder).build();
		return new Connection(new GrpcDesk(channel),
				() -> channel.shutdownNow().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS));
	}

}
