package dev.mesh.spring;

import java.util.List;

import dev.mesh.cluster.Node;
import dev.mesh.directory.Directory;
import dev.mesh.rpc.call.CallPlane;
import dev.mesh.rpc.codec.CodecLimits;
import dev.mesh.rpc.codec.ExceptionCodec;
import dev.mesh.rpc.codec.ForyCodec;
import dev.mesh.rpc.codec.TypeClosure;
import dev.mesh.rpc.template.MeshTemplate;
import dev.mesh.rpc.wire.RequestHandler;
import dev.mesh.rpc.wire.RpcClient;

/**
 * A template that knows no contract, for nodes that have no calls.
 */
final class NoCalls implements RpcClient {

	private NoCalls() {
	}

	static MeshTemplate template(Node self, Directory directory) {
		TypeClosure nothing = TypeClosure.builder().build();
		ClassLoader loader = NoCalls.class.getClassLoader();
		ForyCodec codec = new ForyCodec(nothing, loader, CodecLimits.defaults());
		return new MeshTemplate(CallPlane.builder()
			.self(self.id())
			.codec(codec, new ExceptionCodec(nothing, List.of(), codec.writer(), loader))
			.client(new NoCalls())
			.directory(directory)
			.build(List.of()));
	}

	@Override
	public Cancellable send(Node target, Request request, RequestHandler.Body body, ReplyHandler handler) {
		throw new UnsupportedOperationException("no contract is known, so nothing can be sent");
	}

	@Override
	public boolean isReachable(Node node) {
		return false;
	}

}
