package dev.mesh.benchmarks.calls.peers;

import com.google.protobuf.Message;
import dev.mesh.benchmarks.calls.peers.proto.BytesMessage;
import dev.mesh.benchmarks.calls.peers.proto.OrderMessage;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;

/**
 * What gRPC's own generator would write.
 */
final class GrpcMethods {

	static final String SERVICE = "desk.OrderDesk";

	static final MethodDescriptor<OrderMessage, OrderMessage> PLACE = method("Place",
			OrderMessage.getDefaultInstance());

	static final MethodDescriptor<BytesMessage, BytesMessage> ECHO = method("Echo", BytesMessage.getDefaultInstance());

	private GrpcMethods() {
	}

	private static <T extends Message> MethodDescriptor<T, T> method(String name, T prototype) {
		return MethodDescriptor.<T, T>newBuilder()
			.setType(MethodDescriptor.MethodType.UNARY)
			.setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
			.setRequestMarshaller(ProtoUtils.marshaller(prototype))
			.setResponseMarshaller(ProtoUtils.marshaller(prototype))
			.build();
	}

}
