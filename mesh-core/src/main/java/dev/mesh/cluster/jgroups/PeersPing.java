package dev.mesh.cluster.jgroups;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.PingData;
import org.jgroups.protocols.PingHeader;
import org.jgroups.protocols.TCPPING;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ByteArray;
import org.jgroups.util.NameCache;
import org.jgroups.util.Responses;
import org.jspecify.annotations.Nullable;

/**
 * Asks the known peers. Speaks as JGroups' {@code TCPPING}, but resolves host names each
 * time and to all their addresses, so that a name may come up or change later, and allows
 * any free port.
 */
final class PeersPing extends Discovery {

	/**
	 * One look for other groups in so many goes to members as well: they answer to signs
	 * of life, and have another view only if something went wrong.
	 */
	private static final int LOOKS_FOR_MEMBERS = 8;

	private final KnownPeers peers;

	private final AtomicInteger looks = new AtomicInteger();

	PeersPing(KnownPeers peers) {
		this.peers = peers;
		setId(ClassConfigurator.getProtocolId(TCPPING.class));
	}

	@Override
	public boolean isDynamic() {
		return true;
	}

	@Override
	protected void findMembers(@Nullable List<Address> members, boolean initialDiscovery, Responses responses) {
		PhysicalAddress self = (PhysicalAddress) down(new Event(Event.GET_PHYSICAL_ADDRESS, this.local_addr));
		Set<PhysicalAddress> others = resolve();
		others.remove(self);
		boolean forGroups = !initialDiscovery && members == null;
		if (forGroups && this.looks.incrementAndGet() % LOOKS_FOR_MEMBERS != 0) {
			others.removeAll(addressesOfMembers());
		}
		if (others.isEmpty()) {
			// Nobody will answer: who founds the cluster need not wait for that.
			responses.done();
			return;
		}
		PingData question = new PingData(this.local_addr, false, NameCache.get(this.local_addr), self);
		if (members != null && members.size() <= this.max_members_in_discovery_request) {
			question.mbrs(members);
		}
		ByteArray payload = marshal(question);
		PingHeader header = new PingHeader(PingHeader.GET_MBRS_REQ).clusterName(this.cluster_name)
			.initialDiscovery(initialDiscovery);
		for (PhysicalAddress peer : others) {
			Message message = new BytesMessage(peer).setFlag(Message.Flag.DONT_BUNDLE, Message.Flag.OOB)
				.setFlag(Message.TransientFlag.DONT_LOOPBACK)
				.putHeader(this.id, header)
				.setArray(payload);
			this.timer.execute(() -> ask(message), this.sends_can_block);
		}
	}

	private Set<PhysicalAddress> addressesOfMembers() {
		Set<PhysicalAddress> addresses = new HashSet<>();
		View current = this.view;
		if (current != null) {
			for (Address member : current.getMembers()) {
				addresses.add((PhysicalAddress) down(new Event(Event.GET_PHYSICAL_ADDRESS, member)));
			}
		}
		return addresses;
	}

	private void ask(Message message) {
		try {
			this.down_prot.down(message);
		}
		catch (RuntimeException ex) {
			this.log.trace("a discovery request to %s failed: %s", message.getDest(), ex);
		}
	}

	private Set<PhysicalAddress> resolve() {
		Set<PhysicalAddress> resolved = new LinkedHashSet<>();
		this.peers.all().forEach((peer) -> {
			try {
				for (InetAddress address : InetAddress.getAllByName(peer.host())) {
					resolved.add(new IpAddress(address, peer.port()));
				}
			}
			catch (UnknownHostException ex) {
				this.log.debug("peer %s does not resolve", peer);
			}
		});
		return resolved;
	}

}
