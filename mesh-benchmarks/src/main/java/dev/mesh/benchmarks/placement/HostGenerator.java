package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.placement.solver.Host;

/**
 * Makes nodes in zones and regions, of a few sizes, with the labels that conditions ask
 * for.
 */
final class HostGenerator {

	private static final int[] SIZES = { 1, 1, 2, 2, 4 };

	private final Recipe recipe;

	private final Draw draw;

	HostGenerator(Recipe recipe, Draw draw) {
		this.recipe = recipe;
		this.draw = draw;
	}

	/**
	 * Make the nodes.
	 * @param demand what all wanted instances take, shared out by the nodes' sizes
	 * @param largest what the greatest instance takes, for which each node has room
	 * @return the nodes
	 */
	List<Host> hosts(double demand, double largest) {
		int[] sizes = new int[this.recipe.nodes()];
		int sum = 0;
		for (int index = 0; index < sizes.length; index++) {
			sizes[index] = SIZES[this.draw.below(SIZES.length)];
			sum += sizes[index];
		}
		double room = demand / this.recipe.fullness();
		List<Host> hosts = new ArrayList<>();
		for (int index = 0; index < sizes.length; index++) {
			double share = Math.floor(2 * room * sizes[index] / sum + 0.5) / 2;
			hosts.add(host(index, Math.max(share, largest)));
		}
		return hosts;
	}

	private Host host(int index, double capacity) {
		int zone = index % (this.recipe.regions() * this.recipe.zones());
		String region = "region-" + zone / this.recipe.zones();
		Map<String, String> labels = Map.of("disk", this.draw.chance(0.6) ? "ssd" : "hdd", "arch",
				this.draw.chance(0.8) ? "amd64" : "arm64");
		boolean maintenance = this.recipe.has(Twist.MAINTENANCE);
		Role role = (maintenance && index > 2 && this.draw.chance(0.05)) ? Role.OBSERVER : Role.MEMBER;
		Host.Mode mode = (maintenance && index > 1 && this.draw.chance(0.25))
				? this.draw.chance(0.5) ? Host.Mode.CORDONED : Host.Mode.DRAINING : Host.Mode.OPEN;
		double base = (this.recipe.has(Twist.MEASURED) && this.draw.chance(0.4)) ? this.draw.between(1, 10) / 10.0 : 0;
		Node node = new Node(id(), 1, "node-" + index, region + (char) ('a' + zone % this.recipe.zones()), region,
				labels, Set.of(), capacity, role, new HostPort("127.0.0.1", 7800), new HostPort("127.0.0.1", 7900),
				Map.of());
		return new Host(node, mode, base);
	}

	private NodeId id() {
		return new NodeId(this.draw.bits());
	}

	/** Returns the nodes that have one of the jar's variants: all, or most of them. */
	Set<NodeId> variant(List<Host> hosts, double share) {
		Set<NodeId> nodes = new HashSet<>();
		for (Host host : hosts) {
			if (this.draw.chance(share)) {
				nodes.add(host.node().id());
			}
		}
		return Set.copyOf(nodes);
	}

}
