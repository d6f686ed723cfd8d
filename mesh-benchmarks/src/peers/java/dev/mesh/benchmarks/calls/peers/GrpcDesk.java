package dev.mesh.benchmarks.calls.peers;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.mesh.benchmarks.calls.peers.proto.BytesMessage;
import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

/**
 * Calls through gRPC.
 */
final class GrpcDesk implements OrderDesk {

	private final Channel channel;

	GrpcDesk(Channel channel) {
		this.channel = channel;
	}

	@Override
	public Order place(Order order) {
		return OrderMessages.toOrder(ClientCalls.blockingUnaryCall(this.channel, GrpcMethods.PLACE, CallOptions.DEFAULT,
				OrderMessages.of(order)));
	}

	@Override
	public byte[] echo(byte[] bytes) {
		return ClientCalls.blockingUnaryCall(this.channel, GrpcMethods.ECHO, CallOptions.DEFAULT, message(bytes))
			.getBytes()
			.toByteArray();
	}

	@Override
	public CompletableFuture<Order> placeAsync(Order order) {
		return call(GrpcMethods.PLACE, OrderMessages.of(order), OrderMessages::toOrder);
	}

	@Override
	public CompletableFuture<byte[]> echoAsync(byte[] bytes) {
		return call(GrpcMethods.ECHO, message(bytes), (reply) -> reply.getBytes().toByteArray());
	}

	private static BytesMessage message(byte[] bytes) {
		return BytesMessage.newBuilder().setBytes(OrderMessages.wrap(bytes)).build();
	}

	private <T, R> CompletableFuture<R> call(MethodDescriptor<T, T> method, T request, Function<T, R> mapping) {
		CompletableFuture<R> future = new CompletableFuture<>();
		ClientCalls.asyncUnaryCall(this.channel.newCall(method, CallOptions.DEFAULT), request, new StreamObserver<>() {

			@Override
			public void onNext(T reply) {
				future.complete(mapping.apply(reply));
			}

			@Override
			public void onError(Throwable failure) {
				future.completeExceptionally(failure);
			}

			@Override
			public void onCompleted() {
				// the reply has come before
			}

		});
		return future;
	}

}
