package dev.mesh.cluster.jgroups;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.Receiver;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.DiagnosticsHandler;
import org.jgroups.stack.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A small member of a cluster behind the guard.
 */
final class GuardedNode implements AutoCloseable {

	static final int MAX_FRAME = 1024 * 1024;

	final Queue<String> received = new ConcurrentLinkedQueue<>();

	final RefusalLog refusals = new RefusalLog(System::nanoTime);

	final JChannel channel;

	private final HardenedTcp transport;

	private GuardedNode(TransportSecurity security, GuardOptions options, Collection<PhysicalAddress> peers)
			throws Exception {
		this.transport = new HardenedTcp(this.refusals, MAX_FRAME);
		this.transport.setBindAddress(InetAddress.getLoopbackAddress()).setBindPort(0).setPortRange(0);
		this.transport.setSocketFactory(new GuardedSocketFactory(security, options, this.refusals));
		this.transport.setDiagnosticsHandler(new DiagnosticsHandler(this.transport.getLog(),
				this.transport.getSocketFactory(), this.transport.getThreadFactory())
			.setEnabled(false));
		this.transport.setMessageProcessingPolicy("all-direct");
		this.transport.useVirtualThreads(false);
		this.transport.setBundlerType("pd");
		this.transport.setSockConnTimeout(300);
		this.channel = new JChannel(this.transport, new AnyPortPing().setInitialHosts2(peers).portRange(0),
				new MERGE3().setMinInterval(1000).setMaxInterval(5000), new FD_ALL3().setTimeout(10_000),
				new VERIFY_SUSPECT2(), new NAKACK2().useMcastXmit(false), new UNICAST3(),
				new STABLE().setDesiredAverageGossip(500), new GMS().setJoinTimeout(500), new UFC(), new MFC());
		this.channel.setReceiver(new Receiver() {

			@Override
			public void receive(Message message) {
				GuardedNode.this.received.add(new String(message.getArray(), message.getOffset(), message.getLength(),
						StandardCharsets.UTF_8));
			}

		});
	}

	static GuardedNode start(TransportSecurity security, GuardedNode... peers) throws Exception {
		return start(security, GuardOptions.defaults(), peers);
	}

	static GuardedNode start(TransportSecurity security, GuardOptions options, GuardedNode... peers) throws Exception {
		List<PhysicalAddress> addresses = Stream.of(peers)
			.<PhysicalAddress>map((peer) -> new IpAddress(peer.address()))
			.toList();
		GuardedNode node = new GuardedNode(security, options, addresses);
		node.channel.connect("guarded");
		return node;
	}

	InetSocketAddress address() {
		return (InetSocketAddress) ((IpAddress) this.transport.localPhysicalAddress()).getSocketAddress();
	}

	/** A view comes before it is known that the members' addresses are theirs. */
	void retainNoAddress() {
		this.transport.retainAll(List.of());
	}

	int connections() {
		return this.transport.getOpenConnections();
	}

	int members() {
		return this.channel.getView().size();
	}

	void say(String text) throws Exception {
		this.channel.send(new BytesMessage(null, text.getBytes(StandardCharsets.UTF_8)));
	}

	static void assertTalking(GuardedNode... nodes) throws Exception {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(nodes).allMatch((node) -> node.members() == nodes.length));
		for (GuardedNode sender : nodes) {
			String text = "hello from " + sender.address() + " at " + System.nanoTime();
			sender.say(text);
			for (GuardedNode node : nodes) {
				await().atMost(Duration.ofSeconds(20)).until(() -> node.received.contains(text));
			}
		}
	}

	@Override
	public void close() {
		this.channel.close();
	}

	/** Lets the transport listen on any free port. */
	private static final class AnyPortPing extends TCPPING {

		private AnyPortPing() {
			setId(ClassConfigurator.getProtocolId(TCPPING.class));
		}

		@Override
		public boolean isDynamic() {
			return true;
		}

	}

}
