package dev.mesh.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host.Mode;
import dev.mesh.placement.topology.Topology;

/**
 * The binary form of a plan. All is sorted, so that equal plans have equal bytes on every
 * node. Of the goal only the services that are to change are written.
 */
final class PlanFormat {

	/** More instances of one service than a node is ever asked for. */
	static final int MAX_COUNT = 1000;

	private PlanFormat() {
	}

	static void write(MessageWriter out, Plan plan) {
		Map<ServiceId, Map<NodeId, Integer>> now = plan.assignment().counts();
		Map<ServiceId, Map<NodeId, Integer>> goal = plan.goal().counts();
		out.int64(plan.epoch());
		writePlaces(out, now, now.keySet());
		List<Plan.Pending> pending = new ArrayList<>(plan.pending());
		pending.sort(Comparator.comparing(Plan.Pending::service));
		out.list(pending, PlanFormat::writePending);
		Set<ServiceId> changing = new HashSet<>(now.keySet());
		changing.addAll(goal.keySet());
		changing.removeIf((service) -> places(now, service).equals(places(goal, service)));
		writePlaces(out, goal, changing);
		out.block((block) -> write(block, plan.policy())).int32(plan.basis());
	}

	static void writePending(MessageWriter out, Plan.Pending pending) {
		writeService(out, pending.service());
		out.int32(pending.missing()).string(pending.reason());
	}

	static Plan.Pending readPending(MessageReader in) throws MalformedMessageException {
		return new Plan.Pending(readService(in), in.int32(), in.string());
	}

	private static void writePlaces(MessageWriter out, Map<ServiceId, Map<NodeId, Integer>> counts,
			Set<ServiceId> services) {
		out.list(services.stream().sorted().toList(), (item, service) -> {
			writeService(item, service);
			Map<NodeId, Integer> places = places(counts, service);
			item.list(places.keySet().stream().sorted().toList(),
					(place, node) -> place.int64(node.value()).int32(places.getOrDefault(node, 0)));
		});
	}

	private static Map<NodeId, Integer> places(Map<ServiceId, Map<NodeId, Integer>> counts, ServiceId service) {
		return counts.getOrDefault(service, Map.of());
	}

	private static void write(MessageWriter out, Policy policy) {
		out.list(policy.modes().keySet().stream().sorted().toList(),
				(item, name) -> item.string(name).int8(code(policy.modes().getOrDefault(name, Mode.OPEN))));
		out.list(policy.scales().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList(), (item, scale) -> {
			writeService(item, scale.getKey());
			item.int32(scale.getValue().byLoad()).int32(scale.getValue().byTraffic()).int64(scale.getValue().since());
		});
		out.string(policy.topology().equals(Topology.NONE) ? "" : policy.topology().toString());
	}

	static void writeService(MessageWriter out, ServiceId service) {
		out.string(service.name()).string(service.version());
	}

	static Plan read(MessageReader in) throws MalformedMessageException {
		long epoch = in.int64();
		if (epoch < 0 || epoch == Long.MAX_VALUE) {
			throw new MalformedMessageException("epoch " + epoch + " has no next one");
		}
		Map<ServiceId, Map<NodeId, Integer>> counts = readPlaces(in);
		List<Plan.Pending> pending = in.list(PlanFormat::readPending);
		Map<ServiceId, Map<NodeId, Integer>> goal = new HashMap<>(counts);
		goal.putAll(readPlaces(in));
		Policy policy = readPolicy(in.block());
		return new Plan(epoch, new Assignment(counts), new Assignment(goal), pending, policy, in.int32());
	}

	private static Map<ServiceId, Map<NodeId, Integer>> readPlaces(MessageReader in) throws MalformedMessageException {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		in.list((item) -> {
			Map<NodeId, Integer> places = counts.computeIfAbsent(readService(item), (service) -> new HashMap<>());
			return item.list((place) -> places.put(new NodeId(place.int64()), readCount(place)));
		});
		return counts;
	}

	private static int readCount(MessageReader in) throws MalformedMessageException {
		int count = in.int32();
		if (count < 1 || count > MAX_COUNT) {
			throw new MalformedMessageException(count + " instances on one node, where 1 to " + MAX_COUNT + " can be");
		}
		return count;
	}

	private static Policy readPolicy(MessageReader in) throws MalformedMessageException {
		Map<String, Mode> modes = new HashMap<>();
		in.list((item) -> modes.put(item.string(), mode(item.int8())));
		Map<ServiceId, Policy.Scale> scales = new HashMap<>();
		in.list((item) -> scales.put(readService(item), new Policy.Scale(item.int32(), item.int32(), item.int64())));
		return new Policy(readTopology(in.string()), modes, scales);
	}

	private static Topology readTopology(String text) throws MalformedMessageException {
		try {
			return text.isEmpty() ? Topology.NONE : Topology.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new MalformedMessageException("the topology cannot be read: " + ex.getMessage());
		}
	}

	static int code(Mode mode) {
		return switch (mode) {
			case OPEN -> 0;
			case CORDONED -> 1;
			case DRAINING -> 2;
		};
	}

	static Mode mode(int code) throws MalformedMessageException {
		return switch (code) {
			case 0 -> Mode.OPEN;
			case 1 -> Mode.CORDONED;
			case 2 -> Mode.DRAINING;
			default -> throw new MalformedMessageException("mode " + code + " of a node is unknown");
		};
	}

	static ServiceId readService(MessageReader in) throws MalformedMessageException {
		return new ServiceId(in.string(), in.string());
	}

}
