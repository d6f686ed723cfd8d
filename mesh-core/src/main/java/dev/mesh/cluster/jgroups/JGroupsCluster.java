package dev.mesh.cluster.jgroups;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.PeersRefusedException;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.MembershipLoop;
import dev.mesh.cluster.membership.Receivers;
import dev.mesh.security.UnprotectedPortException;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;

/**
 * Membership over JGroups.
 *
 * <p>
 * Life cycle: {@link #start} returns when this node is in a published view,
 * {@link #stop()} when it has left and its sockets and threads are gone. Both do nothing
 * when already done, and a stopped node can be started again; it then comes as a new
 * incarnation. Between the two a node that the others excluded, because it hung or was
 * cut off, comes back by itself. Safe for use by any thread.
 */
public final class JGroupsCluster implements MeshCluster, Messaging, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(JGroupsCluster.class);

	/** How many failure timeouts a node that is refused waits to be taken after all. */
	private static final int REFUSED_PATIENCE = 5;

	private static final Duration JOIN_SLACK = Duration.ofSeconds(20);

	private final ReentrantLock lifecycle = new ReentrantLock();

	private final ClusterOptions options;

	private final ClusterTransport transport;

	private final LongSupplier stamps;

	private final KnownPeers peers;

	private final Receivers receivers = new Receivers();

	private final WatchedValue<View> views;

	private final WatchedValue<MembershipStatus> status = new WatchedValue<>(MembershipStatus.STOPPED);

	private final Subscription addressBook;

	private volatile Node self;

	private volatile @Nullable MembershipLoop loop;

	private @Nullable ChannelLink link;

	/**
	 * Make a node.
	 * @param id the identity for the life of the JVM
	 * @param options what it says of itself and how it joins
	 * @param transport what carries membership
	 * @param stamps gives the stamps of incarnations, such as
	 * {@code HybridLogicalClock::now}
	 */
	public JGroupsCluster(NodeId id, ClusterOptions options, ClusterTransport transport, LongSupplier stamps) {
		this.options = options;
		this.transport = transport;
		this.stamps = stamps;
		this.peers = new KnownPeers(DiscoveryProtocols.configuredPeers(options.discovery()));
		this.views = new WatchedValue<>(new View(0, 0, id, List.of()));
		this.addressBook = this.views.watch(this.peers::saw);
		HostPort nowhere = new HostPort(options.bindAddress(), 0);
		this.self = new Node(id, 0, options.name(), options.zone(), options.region(), options.labels(), options.tags(),
				options.capacity(), options.role(), nowhere, nowhere, Map.of());
	}

	/**
	 * Join, or found the cluster if no peer answers. Returns when this node is in a
	 * published view.
	 * @param rpcAddress where calls are received
	 * @param contracts the fingerprint of each contract the node knows, by the name of
	 * the service
	 * @throws dev.mesh.cluster.NameTakenException if a live node keeps the name
	 * @throws PeersRefusedException if no peer lets this node in and one refuses it for
	 * its token or certificate
	 * @throws IllegalStateException if the transport cannot start or the peers do not let
	 * this node in
	 */
	public void start(HostPort rpcAddress, Map<String, Long> contracts) {
		this.lifecycle.lock();
		try {
			if (this.loop == null) {
				join(rpcAddress, contracts);
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	private void join(HostPort rpcAddress, Map<String, Long> contracts) {
		DeserializationFence.require();
		long incarnation = Math.max(this.self.incarnation() + 1, this.stamps.getAsLong());
		Node identity = this.self;
		this.self = new Node(identity.id(), incarnation, identity.name(), identity.zone(), identity.region(),
				identity.labels(), identity.tags(), identity.capacity(), identity.role(), identity.clusterAddress(),
				rpcAddress, contracts);
		this.status.set(MembershipStatus.JOINING);
		ChannelLink channels = new ChannelLink(this.options, this.transport, this.peers);
		MembershipLoop next = new MembershipLoop(this.self, channels, this.views, this.status, this.receivers,
				this.stamps, this.options.failureTimeout(), this.peers.configured());
		this.link = channels;
		this.loop = next;
		next.start();
		try {
			channels.connect(next);
			Duration most = this.options.failureTimeout().multipliedBy(5).plus(JOIN_SLACK);
			next.joined().get(most.toMillis(), TimeUnit.MILLISECONDS);
			requireProtection(next, most);
			requireAdmission();
		}
		catch (Exception ex) {
			halt(channels::kill);
			throw failure(ex);
		}
	}

	/**
	 * A node that hangs just now and is excluded closes the port under the check, and
	 * comes back as a new incarnation: then that is what has to be checked.
	 */
	private void requireProtection(MembershipLoop joined, Duration most) throws InterruptedException, TimeoutException {
		Node checked = joined.self();
		try {
			this.transport.requireProtection(checked.clusterAddress());
		}
		catch (UnprotectedPortException ex) {
			this.status.await((current) -> current == MembershipStatus.MEMBER, most);
			if (joined.self().incarnation() == checked.incarnation()) {
				throw ex;
			}
			this.transport.requireProtection(joined.self().clusterAddress());
		}
	}

	/**
	 * A node that is alone because its peers do not want it must not go on as a cluster
	 * of its own. It gets the time to be found by peers that do: among those that start
	 * together one may have a wrong token.
	 */
	private void requireAdmission() throws InterruptedException {
		Duration patience = this.options.failureTimeout().multipliedBy(REFUSED_PATIENCE);
		if (!isAlone(view()) || this.transport.refusals(patience).isEmpty()) {
			return;
		}
		try {
			awaitView((view) -> !isAlone(view), patience);
		}
		catch (TimeoutException ex) {
			Map<String, String> reasons = this.transport.refusals(Duration.ZERO);
			if (!reasons.isEmpty()) {
				throw new PeersRefusedException(this.options.name(), reasons);
			}
			logger.debug("those that refused this node are gone", ex);
		}
	}

	private static boolean isAlone(View view) {
		return view.members().size() <= 1;
	}

	private RuntimeException failure(Exception ex) {
		if (ex instanceof InterruptedException) {
			Thread.currentThread().interrupt();
		}
		if (ex instanceof ExecutionException && ex.getCause() instanceof RuntimeException cause) {
			return cause;
		}
		if (ex instanceof IllegalArgumentException || ex instanceof PeersRefusedException) {
			return (RuntimeException) ex;
		}
		if (ex instanceof IllegalStateException refusal && !(ex instanceof CancellationException)) {
			return refusal;
		}
		boolean late = ex instanceof TimeoutException;
		String what = late ? "the group it found published no view with it" : ex.toString();
		String remedy = late ? "Look at the logs of its members: they may be overloaded, or not agree on who leads"
				: "Check that the address and port are free (mesh.bind-address, mesh.cluster-port)";
		return new IllegalStateException("node '" + this.options.name() + "' could not join cluster '"
				+ this.options.clusterName() + "' from " + this.options.bindAddress() + ":" + this.options.clusterPort()
				+ ": " + what + ". " + remedy + ".", ex);
	}

	/**
	 * Leave, and return when all sockets and threads are closed.
	 */
	public void stop() {
		end(true);
	}

	/**
	 * Close all sockets and threads without telling anybody, as if the process had died.
	 * For tests.
	 */
	public void kill() {
		end(false);
	}

	private void end(boolean gracefully) {
		this.lifecycle.lock();
		try {
			ChannelLink channels = this.link;
			if (channels != null) {
				this.status.set(MembershipStatus.LEAVING);
				halt(gracefully ? channels::leave : channels::kill);
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	private void halt(Runnable close) {
		try {
			close.run();
		}
		finally {
			MembershipLoop ending = this.loop;
			if (ending != null) {
				ending.stop();
				this.self = ending.self();
			}
			this.loop = null;
			this.link = null;
			// A stopped node has nobody; the number is kept so that it only ever grows.
			this.views.update((last) -> new View(last.number(), last.epoch(), last.coordinator(), List.of()));
			this.status.set(MembershipStatus.STOPPED);
			logger.info("node '{}' has left cluster '{}'", this.options.name(), this.options.clusterName());
		}
	}

	/**
	 * Stop, and end all subscriptions. A closed node is not started again.
	 */
	@Override
	public void close() {
		stop();
		this.addressBook.close();
		this.views.close();
		this.status.close();
	}

	@Override
	public Node self() {
		MembershipLoop current = this.loop;
		return (current != null) ? current.self() : this.self;
	}

	@Override
	public Watched<MembershipStatus> status() {
		return this.status;
	}

	@Override
	public Optional<Instant> lastExclusion() {
		MembershipLoop current = this.loop;
		return (current != null) ? current.lastExclusion() : Optional.empty();
	}

	@Override
	public Watched<View> views() {
		return this.views;
	}

	@Override
	public boolean isCoordinator() {
		return this.status.get() == MembershipStatus.MEMBER && MeshCluster.super.isCoordinator();
	}

	@Override
	public void send(NodeId to, Subject subject, byte[] payload) {
		MembershipLoop current = this.loop;
		if (current != null) {
			current.send(to, subject, payload);
		}
	}

	@Override
	public void broadcast(Subject subject, byte[] payload) {
		MembershipLoop current = this.loop;
		if (current != null) {
			current.send(null, subject, payload);
		}
	}

	@Override
	public void sendOnce(NodeId to, Subject subject, byte[] payload) {
		MembershipLoop current = this.loop;
		if (current != null) {
			current.sendOnce(to, subject, payload);
		}
	}

	@Override
	public void broadcastOnce(Subject subject, byte[] payload) {
		MembershipLoop current = this.loop;
		if (current != null) {
			current.sendOnce(null, subject, payload);
		}
	}

	@Override
	public void receive(Subject subject, Receiver receiver) {
		this.receivers.set(subject, receiver);
	}

}
