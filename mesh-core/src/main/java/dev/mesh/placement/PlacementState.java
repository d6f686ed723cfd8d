package dev.mesh.placement;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.OwnerLoop;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.placement.PlacementRequestException.Reason;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.placement.advice.Aim;
import dev.mesh.placement.advice.OptimizeMode;
import dev.mesh.placement.solver.Solver;
import dev.mesh.placement.traffic.NodeReport;
import dev.mesh.watch.WatchedValue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.jspecify.annotations.Nullable;

/**
 * The part of placement that its thread owns: every method is a task of the loop.
 */
final class PlacementState {

	private static final Logger logger = LoggerFactory.getLogger(PlacementLoop.class);

	private final MeshCluster cluster;

	private final Outbox outbox;

	private final Directory directory;

	private final Course course;

	private final PlacementOptions options;

	private final NewestPlan newest;

	private final OwnerLoop loop;

	private final BackOff backOff;

	private final WorldView worldView;

	private final Elasticity elasticity;

	private final Admissions admissions;

	private final Requests requests = new Requests();

	private final Gathering gathering;

	private final Searching searching;

	private final Time time;

	private View view;

	/** What was planned from last, if that changed nothing and still would not. */
	private @Nullable Settled settled;

	private boolean leading;

	/** What follows from the nodes' reports, while this node leads. */
	private volatile @Nullable Optimizing optimizing;

	private boolean backOffTimer;

	PlacementState(MeshCluster cluster, Messaging messaging, Directory directory, PlacementOptions options,
			WatchedValue<Plan> plans, Time time, OwnerLoop loop, Searching searching) {
		this.cluster = cluster;
		this.outbox = new Outbox(messaging);
		this.directory = directory;
		this.course = new Course(new Solver(), options.maxMoves());
		this.options = options;
		this.newest = new NewestPlan(plans, this.outbox);
		this.loop = loop;
		this.time = time;
		this.searching = searching;
		this.gathering = new Gathering(options.gatherTimeout(), time);
		this.backOff = new BackOff(options, time.nanos());
		this.worldView = new WorldView(this.backOff, options.weights());
		this.elasticity = new Elasticity(options.scaling(), this.worldView, this.course,
				options.optimize().mode() == OptimizeMode.AUTO);
		this.admissions = new Admissions(this.worldView, this.course, new SmallestConflicts());
		this.view = new View(0, 0, cluster.self().id(), List.of());
	}

	/**
	 * Catch up with the view and the directory. Called before anything else is done, so
	 * that a lost nudge costs nothing.
	 */
	void refresh() {
		View before = this.view;
		this.view = this.cluster.view();
		boolean leads = leads();
		if (leads && (!this.leading || this.view.epoch() != before.epoch())) {
			this.newest.takeOver();
			gatherFrom(new View(0, 0, before.coordinator(), List.of()));
		}
		else if (leads && this.view.number() != before.number()) {
			gatherFrom(before);
		}
		if (leads != this.leading) {
			lead(leads);
		}
		this.gathering.retain(this.view);
		this.requests.coordinatorIs(this.view.coordinator());
		planIfReady();
	}

	private void lead(boolean leads) {
		Optimizing next = leads
				? new Optimizing(this.options.optimize(), this.time, this.searching, newest().epoch() > 0) : null;
		take((next != null) ? next.measured(this.view) : Measured.NOTHING);
		this.optimizing = next;
		this.leading = leads;
		if (!leads) {
			this.gathering.giveUp();
		}
	}

	private void take(Measured measured) {
		this.worldView.measured(measured);
		this.settled = null;
	}

	private boolean leads() {
		NodeId self = this.cluster.self().id();
		return this.view.coordinator().equals(self) && this.view.find(self) != null
				&& this.cluster.status().get() == MembershipStatus.MEMBER;
	}

	/**
	 * Ask all members that are not in the given view for the newest plan they know, and
	 * give them this node's.
	 */
	private void gatherFrom(View known) {
		for (Node member : this.view.members()) {
			if (!member.id().equals(this.cluster.self().id()) && !known.contains(member.id(), member.incarnation())) {
				this.gathering.asked(member.id());
				this.outbox.send(member.id(), new PlacementMessage.Newest(newest()));
				this.outbox.send(member.id(), new PlacementMessage.Ask());
			}
		}
		if (!this.gathering.isEmpty()) {
			this.loop.after(this.options.gatherTimeout(), this::refresh);
		}
	}

	private void planIfReady() {
		DirectorySnapshot snapshot = readySnapshot();
		if (snapshot != null && !isSettled(snapshot)) {
			plan(snapshot);
		}
	}

	@SuppressWarnings("ReferenceEquality") // each change of the plan makes a new one
	private boolean isSettled(DirectorySnapshot snapshot) {
		Settled known = this.settled;
		return known != null && known.plan() == newest() && !this.newest.isToBeReissued()
				&& snapshot.isSameButForLoad(known.directory());
	}

	/**
	 * Return the directory to plan from, or {@code null} while that is not this node's
	 * task or others are still to be heard.
	 */
	private @Nullable DirectorySnapshot readySnapshot() {
		if (!this.leading) {
			return null;
		}
		DirectorySnapshot snapshot = this.directory.snapshot();
		if (snapshot.view().number() != this.view.number()) {
			return null; // the directory will tell when it has caught up
		}
		if (this.gathering.isLate()) {
			this.gathering.giveUp();
		}
		else if (!this.gathering.isEmpty() || snapshot.entries().size() < this.view.members().size()) {
			return null; // the timer of the gathering will come back
		}
		return snapshot;
	}

	@SuppressWarnings("ReferenceEquality") // each change of the plan makes a new one
	private void plan(DirectorySnapshot snapshot) {
		Plan current = newest();
		Plan next = this.course.next(current, this.worldView.of(snapshot, current.policy()));
		this.newest.follow(next);
		boolean barred = this.backOff.nanosToNext() > 0;
		this.settled = (newest() == current && !barred) ? new Settled(snapshot, current) : null;
		comeBackAfterBackOff();
	}

	/**
	 * Tell the coordinator what this node measured; if that is this node, see what
	 * follows.
	 */
	void report(NodeReport report) {
		refresh();
		Optimizing current = this.optimizing;
		if (current == null) {
			this.outbox.send(this.view.coordinator(), new PlacementMessage.Report(report));
			return;
		}
		current.accept(this.cluster.self().id(), report, this.directory.snapshot());
		advise(current);
	}

	/**
	 * See what a search has found.
	 */
	void searched() {
		refresh();
		Optimizing current = this.optimizing;
		if (current != null) {
			advise(current);
		}
	}

	private void advise(Optimizing current) {
		DirectorySnapshot snapshot = readySnapshot();
		if (snapshot == null) {
			return;
		}
		take(current.measured(snapshot.view()));
		Plan plan = newest();
		World world = this.worldView.of(snapshot, plan.policy());
		Aim aim = (world.basis() == plan.basis()) ? current.next(plan, world, snapshot) : null;
		if (aim != null) {
			Policy policy = plan.policy().withTraffic(aim.byTraffic());
			World aimed = this.worldView.of(snapshot, policy);
			this.newest.follow(this.course.follow(plan, plan.toward(aim.goal(), policy, aimed.basis()), aimed));
			current.aimed(aimed.basis());
		}
	}

	/**
	 * Return what is known of calls and was done about them. Safe for use by any thread.
	 */
	AdviceState advice() {
		Optimizing current = this.optimizing;
		return (current != null) ? current.state() : AdviceState.NONE;
	}

	private void comeBackAfterBackOff() {
		long left = this.backOff.nanosToNext();
		if (left > 0 && !this.backOffTimer) {
			this.backOffTimer = true;
			this.loop.after(Duration.ofNanos(left), () -> {
				this.backOffTimer = false;
				refresh();
			});
		}
	}

	void onMessage(Node sender, byte[] payload) {
		refresh();
		PlacementMessage message;
		try {
			message = PlacementFormat.decode(payload);
		}
		catch (MalformedMessageException ex) {
			logger.warn("A placement message from {} is malformed and was dropped: {}", sender.name(), ex.getMessage());
			return;
		}
		boolean fromCoordinator = sender.id().equals(this.view.coordinator());
		if (message instanceof PlacementMessage.Ask) {
			this.outbox.mend(sender.id(), new PlacementMessage.Newest(newest()));
		}
		else if (message instanceof PlacementMessage.Request request) {
			Outcome outcome = decide(request.change(), request.dryRun());
			this.outbox.send(sender.id(), new PlacementMessage.Reply(request.id(), outcome));
		}
		else if (message instanceof PlacementMessage.Reply reply) {
			this.requests.answer(sender.id(), reply.id(), reply.outcome());
		}
		else if (message instanceof PlacementMessage.Newest newest && this.leading) {
			this.gathering.answered(sender.id());
			this.newest.onReport(sender, newest.plan());
			planIfReady();
		}
		else if (message instanceof PlacementMessage.Newest newest && fromCoordinator) {
			this.newest.onPlan(sender, newest.plan());
		}
		else if (message instanceof PlacementMessage.Head head && fromCoordinator && !this.leading) {
			this.newest.onHead(sender, head);
		}
		else if (message instanceof PlacementMessage.Report report) {
			Optimizing current = this.optimizing;
			if (current != null) {
				current.accept(sender.id(), report.report(), this.directory.snapshot());
			}
		}
	}

	/**
	 * Ask the coordinator for a change.
	 */
	void request(PolicyChange change, boolean dryRun, CompletableFuture<Admission> answer) {
		refresh();
		NodeId coordinator = this.view.coordinator();
		if (this.leading) {
			Requests.complete(answer, decide(change, dryRun));
		}
		else if (coordinator.equals(this.cluster.self().id()) || this.view.find(coordinator) == null) {
			Requests.fail(answer, Reason.NOT_READY,
					"This node is no member of a cluster at present. Ask again, or ask another one.");
		}
		else {
			long id = this.requests.add(coordinator, answer);
			if (id > 0) {
				this.outbox.send(coordinator, new PlacementMessage.Request(id, change, dryRun));
				this.loop.after(this.options.requestTimeout(),
						() -> this.requests.expire(id, this.options.requestTimeout()));
			}
		}
	}

	private Outcome decide(PolicyChange change, boolean dryRun) {
		DirectorySnapshot snapshot = readySnapshot();
		if (snapshot == null) {
			return new Outcome.Refused(new PlacementRequestException(Reason.NOT_READY,
					"The coordinator has not heard of all members yet. Ask again."));
		}
		plan(snapshot);
		try {
			Admissions.Decision decision = this.admissions.decide(change, snapshot, newest());
			if (!dryRun) {
				this.newest.follow(decision.plan());
			}
			return new Outcome.Accepted(decision.admission().at(newest().epoch()));
		}
		catch (PlacementRequestException ex) {
			return new Outcome.Refused(ex);
		}
		catch (IllegalArgumentException ex) {
			// The plan carries the topology, and has to fit into one message.
			return new Outcome.Refused(
					new PlacementRequestException(Reason.TOO_LONG, "The plan cannot be sent: " + ex.getMessage()));
		}
	}

	/**
	 * Return the world as this node sees it, with the plan it has.
	 */
	Situation situation() {
		Plan plan = newest();
		World world = this.worldView.of(this.directory.snapshot(), plan.policy());
		return new Situation(world.problem(plan.assignment()), plan);
	}

	/**
	 * Give up on what waits for an answer.
	 */
	void close() {
		this.requests.close();
	}

	/**
	 * Look at the load, and tell all which plan is in force.
	 */
	void tellHead() {
		refresh();
		DirectorySnapshot snapshot = readySnapshot();
		if (snapshot != null) {
			this.newest.follow(this.elasticity.next(snapshot, newest(), this.time.wall().millis()));
		}
		if (this.leading) {
			this.newest.tellHead();
		}
	}

	private Plan newest() {
		return this.newest.get();
	}

	private record Settled(DirectorySnapshot directory, Plan plan) {

	}

}
