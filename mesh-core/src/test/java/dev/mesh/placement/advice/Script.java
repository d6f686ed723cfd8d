package dev.mesh.placement.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.traffic.Flow;
import dev.mesh.placement.traffic.FlowModel;
import dev.mesh.placement.traffic.TestNodes;
import org.jspecify.annotations.Nullable;

/**
 * A world for an advisor, in which what it decides comes true at once, and calls go as
 * far as the script says.
 */
final class Script implements Optimizer {

	static final Node ONE = TestNodes.node(1, "eu", "a");

	static final Node TWO = TestNodes.node(2, "eu", "b");

	static final Node THREE = TestNodes.node(3, "eu", "c");

	static final ServiceId SHOP = new ServiceId("shop", "1");

	static final ServiceId CART = new ServiceId("cart", "1");

	static final Assignment APART = places(ONE.id(), TWO.id());

	final Advisor advisor;

	final List<Problem> asked = new ArrayList<>();

	final Set<Assignment> seen = new HashSet<>();

	Assignment running = APART;

	double callsPerSecond = 100;

	/** What each call goes, whatever the placement; by the model if negative. */
	double distance = -1;

	boolean settled = true;

	boolean fresh = true;

	int basis = 1;

	double busiest = 0.1;

	int moves;

	private long nanos = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

	Script(OptimizeMode mode) {
		this(OptimizeOptions.DEFAULTS.withMode(mode));
	}

	Script(OptimizeOptions options) {
		this.advisor = new Advisor(options, this.nanos);
	}

	@Override
	public Solution repair(Problem problem) {
		return new Solution(problem.current(), List.of(), new Solution.Cost(0, 0, 0, 0, 0), true);
	}

	@Override
	public Solution optimize(Problem problem) {
		this.asked.add(problem);
		return new Solution(together(problem), List.of(), new Solution.Cost(0, 0, 0, 0, 0), true);
	}

	/** Where one goes to the other, if calls are worth it and nothing bars it. */
	private static Assignment together(Problem problem) {
		Assignment current = problem.current();
		NodeId shop = current.nodesOf(SHOP).iterator().next();
		NodeId cart = current.nodesOf(CART).iterator().next();
		double calls = problem.traffic().between().get(0).callsPerSecond();
		if (calls > 0 && !isBarred(problem, CART, shop)) {
			return places(shop, shop);
		}
		return (calls > 0 && !isBarred(problem, SHOP, cart)) ? places(cart, cart) : current;
	}

	private static boolean isBarred(Problem problem, ServiceId service, NodeId node) {
		return problem.services()
			.stream()
			.anyMatch((wanted) -> wanted.spec().service().equals(service) && wanted.barred().containsKey(node));
	}

	private static Assignment places(NodeId shop, NodeId cart) {
		return new Assignment(Map.of(SHOP, Map.of(shop, 1), CART, Map.of(cart, 1)));
	}

	/**
	 * Let time pass, one report after the other.
	 */
	Script pass(Duration time) {
		for (long left = time.toSeconds(); left > 0; left -= 5) {
			this.nanos += Duration.ofSeconds(5).toNanos();
			take(this.advisor.next(sight()));
			Look look = this.advisor.look(sight());
			if (look != null) {
				take(this.advisor.found(look.run(this), sight()));
			}
		}
		return this;
	}

	/**
	 * Let time pass at once, and ask for a look.
	 */
	@Nullable Look tick(Duration time) {
		this.nanos += time.toNanos();
		return this.advisor.look(sight());
	}

	Look lookIn(Duration time) {
		return Objects.requireNonNull(tick(time));
	}

	private void take(@Nullable Aim aim) {
		if (aim != null) {
			this.running = aim.goal();
			this.moves++;
			this.seen.add(aim.goal());
		}
	}

	Sight sight() {
		List<Flow> flows = flows();
		return new Sight(this.nanos, Instant.EPOCH, this.settled, this.fresh, this.basis, problem(), Map.of(),
				new Calls(traffic(), flows, flows), this.busiest);
	}

	private Problem problem() {
		List<Host> hosts = List.of(ONE, TWO, THREE).stream().map((node) -> new Host(node, Host.Mode.OPEN, 0)).toList();
		return new Problem(hosts, List.of(wanted(SHOP), wanted(CART)), traffic(), this.running, Weights.DEFAULT, 0);
	}

	private static Wanted wanted(ServiceId service) {
		return new Wanted(ServiceSpec.of(service, Replicas.parse("1")), Set.of(ONE.id(), TWO.id(), THREE.id()));
	}

	private Traffic traffic() {
		return new Traffic(List.of(new Traffic.Between(SHOP, CART, this.callsPerSecond, 0)), List.of());
	}

	private List<Flow> flows() {
		if (this.distance < 0) {
			return new FlowModel(List.of(ONE, TWO, THREE), traffic()).flows(this.running);
		}
		return List.of(new Flow(SHOP, CART, this.callsPerSecond, 0, this.distance));
	}

	List<AdviceEvent.Kind> kinds() {
		return this.advisor.events().stream().map(AdviceEvent::kind).toList();
	}

	@Nullable AdviceEvent last() {
		List<AdviceEvent> events = this.advisor.events();
		return events.isEmpty() ? null : events.get(events.size() - 1);
	}

	boolean isTogether() {
		return this.running.nodesOf(SHOP).equals(this.running.nodesOf(CART));
	}

}
