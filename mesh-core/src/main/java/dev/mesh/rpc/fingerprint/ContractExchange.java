package dev.mesh.rpc.fingerprint;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.control.LoopThread;
import dev.mesh.control.Nudge;
import dev.mesh.control.OwnerLoop;
import dev.mesh.control.Restartable;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.fingerprint.Agreements.Form;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the contracts of other nodes that differ from those of this one, and compares
 * them. Fingerprints come with the view, in {@link Node#contracts()}; only where one
 * differs its shape is asked for, once for all nodes that have it. Safe for use by any
 * thread.
 */
public final class ContractExchange implements PeerContracts {

	private static final Logger logger = LoggerFactory.getLogger(ContractExchange.class);

	private static final int INBOX = 1024;

	private static final Duration REST = Duration.ofSeconds(5);

	private final LoopThread thread;

	private final MeshCluster cluster;

	private final Messaging messaging;

	private final Map<String, KnownContract> own;

	private final WatchedValue<Long> revisions = new WatchedValue<>(0L);

	private volatile Agreements agreements = Agreements.NONE;

	private final Restartable<Running> running = new Restartable<>(Running::new);

	/**
	 * Make an exchange; it becomes the receiver of its subject.
	 * @param cluster the cluster
	 * @param messaging the way to the other members
	 * @param own the contracts of this node
	 * @param thread does what there is to do
	 */
	public ContractExchange(MeshCluster cluster, Messaging messaging, Map<Contract, ContractShape> own,
			LoopThread thread) {
		this.thread = thread;
		this.cluster = cluster;
		this.messaging = messaging;
		Map<String, KnownContract> known = new HashMap<>();
		own.forEach((contract, shape) -> known.put(contract.service(), KnownContract.of(contract, shape)));
		this.own = Map.copyOf(known);
		messaging.receive(Messaging.Subject.CONTRACT, this::onMessage);
	}

	/**
	 * Return what this node is to say of its contracts when it joins.
	 * @return the fingerprints by the name of the service
	 */
	public Map<String, Long> fingerprints() {
		Map<String, Long> told = new HashMap<>();
		this.own.forEach((service, known) -> {
			if (known.isTold()) {
				told.put(service, known.fingerprint());
			}
			else {
				logger.warn("The types of the contract of '{}' take {} bytes to describe, more than the {} that others "
						+ "accept: whether calls fit is not checked before they are made. Use fewer types in it.",
						service, known.bytes().length, ShapeFormat.MAX_BYTES);
			}
		});
		return told;
	}

	/**
	 * Start. Starting what is started does nothing; what was stopped can be started
	 * again, and goes on from what it knew.
	 */
	public void start() {
		this.running.start();
	}

	/**
	 * Stop: what is known stays. Stopping what is stopped does nothing.
	 */
	public void stop() {
		this.running.stop();
	}

	@Override
	@SuppressWarnings("UnnecessaryUnboxing") // compared as numbers
	public Agreement with(Node node, String service) {
		Long theirs = node.contracts().get(service);
		KnownContract known = this.own.get(service);
		if (theirs == null || known == null) {
			return Agreement.UNKNOWN;
		}
		if (theirs.longValue() == known.fingerprint()) {
			return Agreement.SAME;
		}
		Agreement compared = this.agreements.compared().get(new Form(service, theirs));
		return (compared != null) ? compared : Agreement.PENDING;
	}

	/**
	 * For each request: where all nodes have the same contracts there is nothing to look
	 * up.
	 */
	@Override
	public boolean isServable(Node caller, String service, long methodId) {
		return this.agreements.compared().isEmpty() || with(caller, service).isServable(methodId);
	}

	@Override
	public Watched<Long> revisions() {
		return this.revisions;
	}

	private void learned(Map<Form, Agreement> compared) {
		this.agreements = new Agreements(compared);
		this.revisions.update((revision) -> revision + 1);
	}

	private void onMessage(Node sender, byte[] payload) {
		Running current = this.running.current();
		if (current != null && !current.loop.offer(() -> current.replica.onMessage(sender, payload))) {
			logger.warn("A message about contracts from {} was dropped: {} wait already. It is asked for again.",
					sender.name(), INBOX);
		}
	}

	/**
	 * What exists between a start and a stop.
	 */
	private final class Running implements Restartable.Running {

		private final OwnerLoop loop = new OwnerLoop(ContractExchange.this.thread, INBOX);

		private final ExchangeReplica replica;

		private final Subscription views;

		private boolean asking;

		Running() {
			ContractExchange owner = ContractExchange.this;
			this.replica = new ExchangeReplica(owner.messaging, owner.cluster::view, () -> owner.cluster.self().id(),
					owner.own, owner.agreements.compared(), owner::learned);
			Nudge refresh = new Nudge(this.loop, this::refresh);
			this.loop.every(REST, this::refresh);
			this.loop.start();
			this.views = owner.cluster.views().watch((view) -> refresh.ask());
		}

		/** Where nothing is missing, only a lost nudge makes it look again. */
		private void refresh() {
			if (this.replica.refresh() && !this.asking) {
				this.asking = true;
				this.loop.after(ExchangeReplica.INTERVAL, () -> {
					this.asking = false;
					refresh();
				});
			}
		}

		@Override
		public void close() {
			this.views.close();
			this.loop.close();
		}

	}

}
