package dev.mesh.cluster.jgroups;

import java.util.List;

import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.PingData;
import org.jgroups.protocols.SHARED_LOOPBACK;
import org.jspecify.annotations.Nullable;

/**
 * JGroups' {@code SHARED_LOOPBACK} over an {@link InProcessNetwork} that can be cut. That
 * also knows who is where: JGroups keeps all transports of the JVM under one lock, for
 * which the senders of a hundred nodes would queue.
 */
final class LoopbackTransport extends SHARED_LOOPBACK {

	private final InProcessNetwork network;

	private final String node;

	LoopbackTransport(InProcessNetwork network, String node) {
		this.network = network;
		this.node = node;
		setId(ClassConfigurator.getProtocolId(SHARED_LOOPBACK.class));
		// Unnamed: what is named, as the default is, takes the place of ours.
		this.message_processing_policy = null;
		this.msg_processing_policy = new HeartbeatsAtOnce();
	}

	String node() {
		return this.node;
	}

	@Override
	public void start() throws Exception {
		super.start();
		this.network.attach(this);
	}

	@Override
	public void stop() {
		this.network.detach(this);
		super.stop();
	}

	@Override
	protected void sendTo(Address receiver, byte[] data, int offset, int length) {
		LoopbackTransport target = this.network.find(receiver);
		if (target != null) {
			target.receive(this.local_addr, data, offset, length);
		}
	}

	@Override
	public void sendToAll(byte[] data, int offset, int length) {
		for (LoopbackTransport target : this.network.attached()) {
			if (target != this) {
				target.receive(this.local_addr, data, offset, length);
			}
		}
	}

	/** The sender is unknown once it is closed, though its bundler may still send. */
	@Override
	public void receive(@Nullable Address sender, byte[] data, int offset, int length) {
		Address self = this.local_addr;
		if (sender != null && self != null && this.network.connects(sender, self)) {
			this.network.carried(length);
			super.receive(sender, data, offset, length);
		}
	}

	@Override
	@SuppressWarnings("unchecked")
	public @Nullable Object down(Event event) {
		if (event.getType() == Event.GET_PHYSICAL_ADDRESS) {
			LoopbackTransport asked = this.network.find(event.getArg());
			return (asked != null) ? asked.getPhysicalAddress() : null;
		}
		Object result = super.down(event);
		if (event.getType() == Event.GET_PING_DATA && result != null) {
			return ((List<PingData>) result).stream()
				.filter((found) -> this.network.connects(found.getAddress(), this.local_addr))
				.toList();
		}
		return result;
	}

	/**
	 * Do what a closed socket does: suspect the peer.
	 * @param peer the peer
	 */
	void lost(Address peer) {
		if (this.members.contains(peer) && !peer.equals(this.local_addr)) {
			Event suspect = new Event(Event.SUSPECT, List.of(peer));
			this.thread_pool.execute(() -> this.up_prot.up(suspect));
		}
	}

}
