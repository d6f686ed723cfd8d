package dev.mesh.spring.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.MeshNodeFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Several nodes in this JVM. Membership runs over a network that can be cut and healed;
 * calls go over loopback on ports of their own. Nodes are counted from 1 in the order
 * they were added, and keep their number. Use it from one thread at a time.
 */
public final class MeshTestCluster implements AutoCloseable {

	private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(30);

	private final InProcessNetwork network = new InProcessNetwork();

	private final String clusterName = "test-" + UUID.randomUUID();

	private final Map<Integer, MeshTestNode> nodes = new LinkedHashMap<>();

	private final Class<?>[] configuration;

	private final List<String> properties;

	/**
	 * Make a cluster without nodes.
	 * @param configuration the configuration of every node
	 * @param properties the properties of every node, as {@code key=value}
	 */
	public MeshTestCluster(Class<?>[] configuration, List<String> properties) {
		this.configuration = configuration.clone();
		this.properties = List.copyOf(properties);
	}

	/**
	 * Add nodes and wait until all agree.
	 * @param count how many
	 */
	void start(int count) {
		for (int i = 0; i < count; i++) {
			add();
		}
		awaitSettled();
	}

	/**
	 * Return a node.
	 * @param number its number, from 1
	 * @return the node
	 * @throws IllegalArgumentException if there never was one of that number
	 */
	public MeshTestNode node(int number) {
		MeshTestNode node = this.nodes.get(number);
		if (node == null) {
			throw new IllegalArgumentException("there is no node " + number + ": use 1 to " + this.nodes.size());
		}
		return node;
	}

	/**
	 * Return the nodes that are running.
	 * @return the nodes
	 */
	public List<MeshTestNode> nodes() {
		return this.nodes.values().stream().filter(MeshTestNode::isRunning).toList();
	}

	/**
	 * Start one more node. Returns once it has joined; its services become ready after
	 * that.
	 * @param properties further properties, as {@code key=value}
	 * @return the node
	 */
	public MeshTestNode add(String... properties) {
		int number = this.nodes.size() + 1;
		String name = "node-" + number;
		String[] own = Stream.of(
				Stream.of("mesh.node.name=" + name, "mesh.cluster-name=" + this.clusterName, "mesh.cluster-port=0",
						"mesh.rpc-port=0", "server.port=0", "spring.jmx.enabled=false"),
				this.properties.stream(), Arrays.stream(properties))
			.flatMap((some) -> some)
			.toArray(String[]::new);
		MeshNodeFactory nodes = (spec) -> MeshNode.of(spec, this.network);
		ConfigurableApplicationContext context = new SpringApplicationBuilder(this.configuration)
			.initializers((starting) -> starting.getBeanFactory().registerSingleton("meshTestNodeFactory", nodes))
			.properties(own)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run();
		MeshTestNode node = new MeshTestNode(name, context);
		this.nodes.put(number, node);
		return node;
	}

	/**
	 * Stop a node properly: it hands over, finishes its calls and leaves.
	 * @param number its number
	 */
	public void stop(int number) {
		node(number).context().close();
	}

	/**
	 * Take a node away as if its process had been killed: the others lose it without a
	 * word. Its context is closed afterwards, out of their sight.
	 * @param number its number
	 */
	public void kill(int number) {
		MeshTestNode node = node(number);
		node.mesh().kill();
		node.context().close();
	}

	/**
	 * Cut the network between membership sides. Nodes that are in none of them form one
	 * more.
	 * @param sides the numbers of the nodes on each side
	 */
	public void partition(int[]... sides) {
		this.network.partition(Arrays.stream(sides)
			.map((side) -> Arrays.stream(side).mapToObj((number) -> node(number).name()).collect(Collectors.toSet()))
			.toList());
	}

	/**
	 * Join what was cut.
	 */
	public void heal() {
		this.network.heal();
	}

	/**
	 * Wait until all running nodes share one view and one plan, and see every instance of
	 * it ready.
	 */
	public void awaitSettled() {
		awaitSettled(nodes());
	}

	/**
	 * Wait until these nodes, such as one side of a partition, share one view of each
	 * other and one plan, and see every instance of it ready.
	 * @param among the nodes
	 */
	public void awaitSettled(List<MeshTestNode> among) {
		new Settlement(among).await(SETTLE_TIMEOUT);
	}

	/**
	 * Stop all nodes, the newest first.
	 */
	@Override
	public void close() {
		List<MeshTestNode> running = new ArrayList<>(nodes());
		for (int i = running.size() - 1; i >= 0; i--) {
			running.get(i).context().close();
		}
	}

}
