package dev.mesh.service.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.jgroups.JGroupsCluster;
import dev.mesh.cluster.jgroups.TcpTransport;
import dev.mesh.control.LoopThread;
import dev.mesh.directory.DirectoryOptions;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ReplicatedDirectory;
import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.call.CallPlane;
import dev.mesh.rpc.codec.CodecLimits;
import dev.mesh.rpc.codec.ExceptionCodec;
import dev.mesh.rpc.codec.ForyCodec;
import dev.mesh.rpc.codec.TypeClosure;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.wire.FrameProxy;
import dev.mesh.rpc.wire.GarbageReplies;
import dev.mesh.rpc.wire.NoCommonVersion;
import dev.mesh.rpc.wire.OlderFrames;
import dev.mesh.rpc.wire.RpcEnvironment;
import dev.mesh.rpc.wire.RpcTransport;
import dev.mesh.security.RefusalLog;
import dev.mesh.selector.Selectors;
import dev.mesh.service.NodeSpec;

/**
 * A process that joins as a node and hosts a {@link Ledger}, but has a proxy before its
 * port for calls: {@code older} and {@code foreign} tell it from the start to speak an
 * earlier edition of the protocol, or another version, and {@code garbage} on its
 * standard input to garble its replies until it is told {@code well}.
 */
final class ForgedNode {

	private final HybridLogicalClock clock = new HybridLogicalClock(ProcessHandle.current().pid());

	private final JGroupsCluster cluster;

	private final ReplicatedDirectory directory;

	private final RpcTransport transport;

	private final CallPlane plane;

	private final Contract contract;

	private ForgedNode(NodeSpec spec) {
		TypeClosure.Builder types = TypeClosure.builder();
		this.contract = Contract.of(Ledger.class, "ledger", types::value);
		TypeClosure closure = types.build();
		ForyCodec codec = new ForyCodec(closure, spec.classLoader(), CodecLimits.defaults());
		ExceptionCodec exceptions = new ExceptionCodec(closure, List.of(Ledger.class), codec.writer(),
				spec.classLoader());
		NodeId id = new NodeId(this.clock.now());
		this.cluster = new JGroupsCluster(id, spec.cluster(),
				new TcpTransport(spec.security(), new RefusalLog(System::nanoTime)), this.clock::now);
		this.directory = new ReplicatedDirectory(this.cluster, this.cluster, this.clock, DirectoryOptions.DEFAULTS,
				new LoopThread("forged-directory"));
		RpcEnvironment environment = new RpcEnvironment(spec.cluster().clusterName(), this.cluster::self,
				this.cluster.views(), spec.security(), codec, this.clock::now, this.clock::observe,
				(address, message) -> System.out.println(message));
		this.transport = new RpcTransport(environment, spec.rpc(),
				(request) -> plane().dispatcher().onRequest(request));
		this.plane = CallPlane.builder()
			.self(id)
			.codec(codec, exceptions)
			.client(this.transport.client())
			.directory(this.directory)
			.options(spec.rpc())
			.calls(spec.calls())
			.build(List.of(this.contract));
	}

	private CallPlane plane() {
		return this.plane;
	}

	public static void main(String[] args) throws IOException {
		WrittenLedger ledger = new WrittenLedger(Path.of(args[2]));
		ForgedNode forged = new ForgedNode(FaultNode.spec(args[0], Integer.parseInt(args[1]), FaultNode.peers(args[3]),
				ledger, Selectors.defaults(), CallObserver.NONE));
		FrameProxy proxy = forged.start(ledger, manner(args[0]));
		Orders.read((order, argument) -> proxy
			.turn(order.equals("garbage") ? new GarbageReplies() : FrameProxy.Manner.FAITHFUL));
		System.exit(0);
	}

	private static FrameProxy.Manner manner(String name) {
		return switch (name) {
			case "older" -> new OlderFrames();
			case "foreign" -> new NoCommonVersion();
			default -> FrameProxy.Manner.FAITHFUL;
		};
	}

	private FrameProxy start(Ledger ledger, FrameProxy.Manner manner) throws IOException {
		ServiceId service = new ServiceId("ledger", "1");
		this.plane.start();
		this.plane.instances().add(new InstanceGate(service, ledger));
		FrameProxy proxy = new FrameProxy(this.transport.start());
		proxy.turn(manner);
		this.directory
			.publish((content) -> content.withInstances(List.of(new Instance(service, InstanceStatus.READY, ""))));
		this.cluster.start(proxy.address(), Map.of());
		this.directory.start();
		return proxy;
	}

}
