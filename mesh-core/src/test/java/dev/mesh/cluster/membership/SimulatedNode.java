package dev.mesh.cluster.membership;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.NameTakenException;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.Body.Application;

/**
 * One node of a {@link Simulation}, and what it went through.
 */
final class SimulatedNode implements Link, Membership.Observer {

	static final Duration FAILURE_TIMEOUT = Duration.ofSeconds(2);

	private static final long RECONNECTING = TimeUnit.MILLISECONDS.toNanos(300);

	final List<View> published = new ArrayList<>();

	final List<MembershipStatus> statuses = new ArrayList<>();

	final List<String> received = new ArrayList<>();

	final List<NameTakenException> conflicts = new ArrayList<>();

	final Membership membership;

	int side;

	private final Simulation simulation;

	private final long id;

	private final Map<PeerAddress, Long> lastArrival = new HashMap<>();

	private long generation = 1;

	private long lastGroup;

	private long lastTurn;

	private long hungUntil;

	private long stamps = 100;

	SimulatedNode(Simulation simulation, long id, String name) {
		this.simulation = simulation;
		this.id = id;
		this.lastTurn = simulation.now();
		HostPort listening = listening();
		Node self = new Node(new NodeId(id), 1, name, "z", "r", Map.of(), Set.of(), 1, Role.MEMBER, listening,
				listening, Map.of());
		this.membership = new Membership(self, new View(0, 0, self.id(), List.of()), this, this, () -> ++this.stamps,
				FAILURE_TIMEOUT, List.of());
	}

	HostPort listening() {
		return new HostPort("10.0.0." + this.id, 7800);
	}

	PeerAddress address() {
		return new PeerAddress(this.id, this.generation);
	}

	long generation() {
		return this.generation;
	}

	View view() {
		return this.membership.standing().view();
	}

	boolean isMember() {
		return this.membership.standing().member();
	}

	void hangUntil(long time) {
		this.hungUntil = time;
	}

	boolean isHung() {
		return this.hungUntil > this.simulation.now();
	}

	/** Do something as the membership thread does, now or when this node wakes. */
	void turn(Runnable action) {
		if (isHung()) {
			this.simulation.schedule(this.hungUntil - this.simulation.now(), () -> turn(action));
			return;
		}
		long now = this.simulation.now();
		this.membership.paused(now - this.lastTurn, now);
		this.lastTurn = now;
		action.run();
		this.membership.tick(now);
	}

	void regroup(List<PeerAddress> members, boolean merge) {
		LinkView group = new LinkView(this.generation, address(), listening(), members, merge);
		// Groups come in order.
		this.lastGroup = Math.max(this.lastGroup + 1, this.simulation.now() + this.simulation.delay());
		this.simulation.schedule(this.lastGroup - this.simulation.now(),
				() -> turn(() -> this.membership.regrouped(group, this.simulation.now())));
	}

	void deliver(PeerAddress from, Envelope envelope) {
		deliver(this.generation, from, EnvelopeFormat.encode(envelope));
	}

	void deliver(long onGeneration, PeerAddress from, byte[] bytes) {
		turn(() -> this.membership.received(onGeneration, from, bytes, this.simulation.now()));
	}

	@Override
	public void send(PeerAddress to, byte[] message) {
		long due = Math.max(this.lastArrival.getOrDefault(to, 0L) + 1, this.simulation.now() + this.simulation.delay());
		this.lastArrival.put(to, due);
		carry(to, message, due - this.simulation.now());
	}

	@Override
	public void sendOnce(PeerAddress to, byte[] message) {
		if (!this.simulation.loses()) {
			carry(to, message, this.simulation.delay());
		}
	}

	@Override
	public void sendApplication(PeerAddress to, byte[] message) {
		send(to, message);
	}

	private void carry(PeerAddress to, byte[] message, long delay) {
		PeerAddress from = address();
		this.simulation.schedule(delay, () -> {
			SimulatedNode target = this.simulation.at(to);
			if (target != null && target.side == this.side) {
				target.deliver(target.generation, from, message);
			}
		});
	}

	@Override
	public void reconnect() {
		this.generation++;
		this.simulation.schedule(RECONNECTING, () -> this.simulation.regroup(false));
	}

	@Override
	public void status(MembershipStatus status) {
		this.statuses.add(status);
	}

	@Override
	public void view(View view) {
		this.published.add(view);
	}

	@Override
	public void message(Node sender, Application message) {
		this.received.add(sender.name() + ": " + new String(message.payload(), StandardCharsets.UTF_8));
	}

	@Override
	public void nameTaken(NameTakenException conflict) {
		this.conflicts.add(conflict);
	}

}
