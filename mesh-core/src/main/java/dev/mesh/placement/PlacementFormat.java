package dev.mesh.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

import dev.mesh.cluster.NodeId;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.directory.ServiceId;

/**
 * The binary form of placement's messages: version, kind, and a block of fields. Later
 * versions may append fields to any block; they may not change what is there.
 */
final class PlacementFormat {

	private static final int VERSION = 1;

	private static final int NEWEST = 1;

	private static final int ASK = 2;

	private static final int HEAD = 3;

	private PlacementFormat() {
	}

	static byte[] encode(PlacementMessage message) {
		MessageWriter out = new MessageWriter().int8(VERSION);
		if (message instanceof PlacementMessage.Newest newest) {
			out.int8(NEWEST).block((block) -> write(block, newest.plan()));
		}
		else if (message instanceof PlacementMessage.Ask) {
			out.int8(ASK).block((block) -> {
			});
		}
		else if (message instanceof PlacementMessage.Head head) {
			out.int8(HEAD).block((block) -> block.int64(head.epoch()).int32(head.fingerprint()));
		}
		return out.toBytes();
	}

	/** Sorted, so that equal plans have equal bytes on every node. */
	private static void write(MessageWriter out, Plan plan) {
		List<ServiceId> services = plan.assignments().keySet().stream().sorted().toList();
		out.int64(plan.epoch()).list(services, (item, service) -> {
			Set<NodeId> nodes = plan.assignments().getOrDefault(service, Set.of());
			writeService(item, service);
			item.list(nodes.stream().sorted().toList(), (node, id) -> node.int64(id.value()));
		});
		List<Plan.Pending> pending = new ArrayList<>(plan.pending());
		pending.sort(Comparator.comparing(Plan.Pending::service));
		out.list(pending, (item, one) -> {
			writeService(item, one.service());
			item.int32(one.missing()).string(one.reason());
		});
	}

	private static void writeService(MessageWriter out, ServiceId service) {
		out.string(service.name()).string(service.version());
	}

	/**
	 * Return a number that differs, but for rare accidents, between plans of different
	 * content.
	 */
	static int fingerprint(Plan plan) {
		CRC32 checksum = new CRC32();
		checksum.update(encode(new PlacementMessage.Newest(plan)));
		return (int) checksum.getValue();
	}

	static PlacementMessage decode(byte[] payload) throws MalformedMessageException {
		MessageReader in = new MessageReader(payload);
		int version = in.int8();
		if (version < VERSION) {
			throw new MalformedMessageException("version " + version + " was never in use");
		}
		int kind = in.int8();
		MessageReader block = in.block();
		return switch (kind) {
			case NEWEST -> new PlacementMessage.Newest(readPlan(block));
			case ASK -> new PlacementMessage.Ask();
			case HEAD -> new PlacementMessage.Head(block.int64(), block.int32());
			default -> throw new MalformedMessageException("kind " + kind + " is unknown to version " + VERSION);
		};
	}

	private static Plan readPlan(MessageReader in) throws MalformedMessageException {
		long epoch = in.int64();
		if (epoch < 0 || epoch == Long.MAX_VALUE) {
			throw new MalformedMessageException("epoch " + epoch + " has no next one");
		}
		Map<ServiceId, Set<NodeId>> assignments = new HashMap<>();
		in.list((item) -> assignments.put(readService(item), Set.copyOf(readNodes(item))));
		List<Plan.Pending> pending = in
			.list((item) -> new Plan.Pending(readService(item), item.int32(), item.string()));
		return new Plan(epoch, assignments, pending);
	}

	private static Set<NodeId> readNodes(MessageReader in) throws MalformedMessageException {
		return new HashSet<>(in.list((node) -> new NodeId(node.int64())));
	}

	private static ServiceId readService(MessageReader in) throws MalformedMessageException {
		return new ServiceId(in.string(), in.string());
	}

}
