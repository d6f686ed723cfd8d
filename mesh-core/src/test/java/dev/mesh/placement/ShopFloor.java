package dev.mesh.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Measured.Say;
import dev.mesh.placement.advice.AdviceEvent;
import dev.mesh.placement.advice.Advisor;
import dev.mesh.placement.advice.Aim;
import dev.mesh.placement.advice.Calls;
import dev.mesh.placement.advice.Look;
import dev.mesh.placement.advice.OptimizeMode;
import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.advice.Sight;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.ServiceSpecText;
import dev.mesh.placement.traffic.FlowModel;
import dev.mesh.placement.traffic.TestNodes;

import org.jspecify.annotations.Nullable;

/**
 * A shop on four nodes in two zones with the services, rules and calls of the demo, whose
 * advisor's aims come true at once, and in which time passes as fast as one likes.
 */
final class ShopFloor {

	static final List<Node> NODES = List.of(TestNodes.node(1, "eu", "a"), TestNodes.node(2, "eu", "b"),
			TestNodes.node(3, "eu", "a"), TestNodes.node(4, "eu", "b"));

	/** All nodes in one zone: what calls cost there is how many go between nodes. */
	private static final List<Node> ALIKE = List.of(TestNodes.node(1, "eu", "a"), TestNodes.node(2, "eu", "a"),
			TestNodes.node(3, "eu", "a"), TestNodes.node(4, "eu", "a"));

	/** What a checkout with its cart calls from outside, and how often. */
	private static final Map<String, Integer> ENTERING = Map.of("catalog", 2, "cart", 1, "currency", 2, "checkout", 1);

	/** What it calls from within the checkout. */
	private static final Map<String, Integer> WITHIN = Map.of("cart", 1, "catalog", 1, "inventory", 1, "shipping", 2,
			"currency", 1, "payment", 1, "email", 1);

	final Map<String, String> specs = new TreeMap<>();

	final Advisor advisor = new Advisor(OptimizeOptions.DEFAULTS.withMode(OptimizeMode.AUTO), 0);

	/** Checkouts a second, by node. */
	final double[] rates = new double[NODES.size()];

	private final SolverOptimizer optimizer = new SolverOptimizer();

	private final Random random;

	Assignment running = Assignment.NONE;

	Policy policy = Policy.NONE;

	/** What the rates swing by, from report to report. */
	double noise = 0.03;

	int aims;

	private long nanos;

	ShopFloor(long seed, String replicas) {
		this.random = new Random(seed);
		this.specs.put("checkout", "{replicas: " + replicas + ", demand: 1}");
		this.specs.put("cart", "{replicas: " + replicas + ", demand: 0.5, biases: {inventory: prefer}}");
		this.specs.put("payment", "{replicas: 1, demand: 0.25, priority: 10, biases: {ads: never}}");
		this.specs.put("shipping", "{replicas: 1, demand: 0.25}");
		for (String name : List.of("catalog", "currency", "inventory")) {
			this.specs.put(name, "{replicas: " + replicas + ", demand: 0.5}");
		}
		this.specs.put("email", "{replicas: " + replicas + "}");
		this.specs.put("ads", "{replicas: 1}");
		scatter();
	}

	/** One instance of each anywhere, as far as it is allowed. */
	void scatter() {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		this.specs.keySet()
			.forEach((name) -> counts.put(service(name),
					Map.of(new NodeId(name.equals("ads") ? 4 : 1 + this.random.nextInt(3)), 1)));
		this.running = new Assignment(counts);
	}

	static ServiceId service(String name) {
		return new ServiceId(name, "1");
	}

	ShopFloor checkouts(double... perSecond) {
		System.arraycopy(perSecond, 0, this.rates, 0, perSecond.length);
		return this;
	}

	ShopFloor pass(Duration time) {
		for (long left = time.toSeconds(); left > 0; left -= 5) {
			this.nanos += Duration.ofSeconds(5).toNanos();
			take(this.advisor.next(sight()));
			Look look = this.advisor.look(sight());
			if (look != null) {
				take(this.advisor.found(look.run(this.optimizer), sight()));
			}
		}
		return this;
	}

	/**
	 * Let time pass at once, and ask for a look.
	 */
	Look look(Duration time) {
		this.nanos += time.toNanos();
		return Objects.requireNonNull(this.advisor.look(sight()));
	}

	private void take(@Nullable Aim aim) {
		if (aim != null) {
			this.running = aim.goal();
			this.policy = this.policy.withTraffic(aim.byTraffic());
			this.advisor.aimed(world().basis());
			this.aims++;
		}
	}

	private Sight sight() {
		Traffic traffic = traffic(1 + this.noise * this.random.nextGaussian());
		FlowModel model = new FlowModel(NODES, traffic);
		World world = world(traffic);
		Calls calls = new Calls(traffic, model.flows(this.running), model.flows(this.running));
		return new Sight(this.nanos, Instant.EPOCH, true, true, world.basis(), world.problem(this.running),
				world.spans(), calls, 0.1);
	}

	World world() {
		return world(traffic(1));
	}

	private World world(Traffic traffic) {
		Set<NodeId> all = NODES.stream().map(Node::id).collect(Collectors.toSet());
		List<Host> hosts = NODES.stream().map((node) -> new Host(node, Host.Mode.OPEN, 0)).toList();
		List<Wanted> services = new ArrayList<>();
		this.specs.forEach((name, text) -> {
			ServiceSpec spec = ServiceSpecText.read(service(name), text);
			Replicas replicas = spec.replicas();
			int target = this.policy.scales().getOrDefault(service(name), Policy.Scale.NONE).within(replicas).target();
			services.add(new Wanted(spec, target, all, Map.of(), 0, Duration.ZERO));
		});
		return new World(this.policy, hosts, services, this.running, Set.of(), Weights.DEFAULT,
				Basis.of(hosts, services), new Measured(traffic, Map.of(), Say.DECIDES));
	}

	private Traffic traffic(double factor) {
		double all = 0;
		List<Traffic.Entering> entering = new ArrayList<>();
		for (int i = 0; i < this.rates.length; i++) {
			double rate = this.rates[i] * factor;
			NodeId node = NODES.get(i).id();
			ENTERING.forEach((name, calls) -> entering.add(new Traffic.Entering(node, service(name), calls * rate, 0)));
			all += rate;
		}
		double rate = all;
		List<Traffic.Between> between = new ArrayList<>();
		WITHIN.forEach(
				(name, calls) -> between.add(new Traffic.Between(service("checkout"), service(name), calls * rate, 0)));
		return new Traffic(between, entering);
	}

	/** Calls between nodes for each checkout. */
	double callsBetweenNodes() {
		double rate = 0;
		for (double one : this.rates) {
			rate += one;
		}
		return new FlowModel(ALIKE, traffic(1)).cost(this.running) / rate;
	}

	List<AdviceEvent.Kind> kinds() {
		return this.advisor.events().stream().map(AdviceEvent::kind).toList();
	}

}
