package dev.mesh.cluster.jgroups;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.membership.Link;
import dev.mesh.cluster.membership.LinkView;
import dev.mesh.cluster.membership.MembershipLoop;
import dev.mesh.cluster.membership.PeerAddress;

/**
 * Connects a membership loop to JGroups, through one channel after the other. Safe for
 * use by any thread.
 */
final class ChannelLink implements Link {

	private static final Logger logger = LoggerFactory.getLogger(ChannelLink.class);

	private static final long RETRY_MILLIS = 500;

	private final ClusterOptions options;

	private final ClusterTransport transport;

	private final KnownPeers peers;

	private final ExecutorService rejoin = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "mesh-cluster-rejoin");
		thread.setDaemon(true);
		return thread;
	});

	private @Nullable MembershipLoop loop;

	private volatile @Nullable MeshChannel channel;

	private volatile @Nullable HostPort address;

	private volatile boolean closed;

	private long generation;

	ChannelLink(ClusterOptions options, ClusterTransport transport, KnownPeers peers) {
		this.options = options;
		this.transport = transport;
		this.peers = peers;
	}

	/**
	 * Connect for the first time; blocks until the transport has found its group.
	 * @param target who gets groups and messages
	 * @throws Exception if the transport cannot start
	 */
	void connect(MembershipLoop target) throws Exception {
		this.loop = target;
		open();
	}

	private synchronized void open() throws Exception {
		MembershipLoop target = this.loop;
		if (this.closed || target == null) {
			return;
		}
		this.generation++;
		MeshChannel next = new MeshChannel(ProtocolStacks.of(this.options, this.transport, this.peers, this.address));
		next.setName(this.options.name());
		next.setReceiver(new Inbound(this.generation, next, target));
		next.setDiscardOwnMessages(true);
		this.channel = next;
		try {
			next.connect(this.transport.groupName(this.options));
		}
		catch (Exception ex) {
			next.abandon();
			throw ex;
		}
		if (this.closed) {
			// Who closed the link meanwhile may have looked for a channel before there
			// was this one.
			next.abandon();
		}
	}

	@Override
	public void reconnect() {
		try {
			this.rejoin.execute(this::reopen);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("not reconnecting: the node stops", ex);
		}
	}

	private void reopen() {
		abandon();
		while (!this.closed) {
			try {
				open();
				return;
			}
			catch (Exception ex) {
				logger.warn("could not connect again: {}. It tries on every {} ms.", ex.getMessage(), RETRY_MILLIS);
				if (!pause()) {
					return;
				}
			}
		}
	}

	private static boolean pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Leave the group and close. The others are told, so they need not detect anything.
	 */
	void leave() {
		this.closed = true;
		this.rejoin.shutdownNow();
		MeshChannel current = this.channel;
		if (current != null) {
			current.close();
		}
		awaitRejoin();
	}

	/**
	 * Close without telling anybody.
	 */
	void kill() {
		this.closed = true;
		this.rejoin.shutdownNow();
		abandon();
		awaitRejoin();
	}

	private void abandon() {
		MeshChannel current = this.channel;
		if (current != null) {
			current.abandon();
		}
	}

	private void awaitRejoin() {
		try {
			if (!this.rejoin.awaitTermination(5, TimeUnit.SECONDS)) {
				logger.warn("the thread mesh-cluster-rejoin does not end; it is left to itself");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void send(PeerAddress to, byte[] message) {
		send(message(to, message).setFlag(Message.Flag.NO_FC));
	}

	@Override
	public void sendOnce(PeerAddress to, byte[] message) {
		send(message(to, message).setFlag(Message.Flag.OOB, Message.Flag.NO_FC, Message.Flag.NO_RELIABILITY));
	}

	@Override
	public void sendApplication(PeerAddress to, byte[] message) {
		send(message(to, message));
	}

	private static Message message(PeerAddress to, byte[] message) {
		return new BytesMessage(new UUID(to.most(), to.least()), message);
	}

	private void send(Message message) {
		MeshChannel current = this.channel;
		if (current == null || !(current.isConnected() || current.isConnecting())) {
			return;
		}
		try {
			current.send(message);
		}
		catch (Exception ex) {
			logger.debug("a message to {} was not sent", message.getDest(), ex);
		}
	}

	private static PeerAddress peer(Address address) {
		UUID uuid = (UUID) address;
		return new PeerAddress(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
	}

	/**
	 * Takes what one channel receives, on JGroups' threads.
	 */
	private final class Inbound implements Receiver {

		private final long channelGeneration;

		private final MeshChannel source;

		private final MembershipLoop target;

		Inbound(long channelGeneration, MeshChannel source, MembershipLoop target) {
			this.channelGeneration = channelGeneration;
			this.source = source;
			this.target = target;
		}

		@Override
		public void viewAccepted(View view) {
			HostPort listening = listening();
			if (listening == null) {
				logger.debug("the channel is closed, and its view {} counts no more", view);
				return;
			}
			ChannelLink.this.address = listening;
			List<PeerAddress> members = view.getMembers().stream().map(ChannelLink::peer).toList();
			this.target.regrouped(new LinkView(this.channelGeneration, peer(this.source.getAddress()), listening,
					members, view instanceof MergeView));
		}

		/** A view may still arrive when the transport has let go of its address. */
		private @Nullable HostPort listening() {
			Object physical = this.source.down(new Event(Event.GET_PHYSICAL_ADDRESS, this.source.getAddress()));
			return (physical instanceof IpAddress ip) ? new HostPort(ip.getIpAddress().getHostAddress(), ip.getPort())
					: null;
		}

		@Override
		public void receive(Message message) {
			if (message.hasArray() && message.getSrc() instanceof UUID) {
				byte[] bytes = Arrays.copyOfRange(message.getArray(), message.getOffset(),
						message.getOffset() + message.getLength());
				this.target.received(this.channelGeneration, peer(message.getSrc()), bytes);
			}
		}

	}

}
