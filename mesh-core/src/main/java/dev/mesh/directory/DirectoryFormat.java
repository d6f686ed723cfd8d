package dev.mesh.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;

/**
 * The binary form of the directory's messages: version, kind, and a block of fields.
 * Later versions may append fields to any block; they may not change what is there.
 */
final class DirectoryFormat {

	private static final int VERSION = 1;

	private static final int ENTRY = 1;

	private static final int DIGEST = 2;

	private static final int ASK = 3;

	private static final int ACKNOWLEDGEMENT = 4;

	private static final int LOAD_CHANGE = 5;

	private DirectoryFormat() {
	}

	static byte[] encode(DirectoryMessage message) {
		MessageWriter out = new MessageWriter().int8(VERSION);
		if (message instanceof DirectoryMessage.Entry entry) {
			out.int8(ENTRY).block((block) -> {
				block.int8(entry.acknowledge() ? 1 : 0);
				write(block, entry.entry());
			});
		}
		else if (message instanceof DirectoryMessage.Digest digest) {
			out.int8(DIGEST)
				.block((block) -> block.int8(digest.acknowledge() ? 1 : 0)
					.int64(digest.incarnation())
					.int64(digest.stamp()));
		}
		else if (message instanceof DirectoryMessage.Ask ask) {
			out.int8(ASK).block((block) -> block.int8(ask.acknowledge() ? 1 : 0));
		}
		else if (message instanceof DirectoryMessage.Acknowledgement acknowledgement) {
			out.int8(ACKNOWLEDGEMENT).block((block) -> block.int64(acknowledgement.stamp()));
		}
		else if (message instanceof DirectoryMessage.LoadChange change) {
			out.int8(LOAD_CHANGE).block((block) -> {
				block.int64(change.basis()).int64(change.stamp());
				writeCalls(block, change.load());
				writeServices(block, change.load());
			});
		}
		return out.toBytes();
	}

	private static void write(MessageWriter out, NodeEntry entry) {
		out.int64(entry.node().value()).int64(entry.incarnation()).int64(entry.stamp());
		out.list(entry.offers(), (item, offer) -> {
			writeService(item, offer.service());
			item.string(offer.contract()).string(offer.spec());
		});
		out.list(entry.instances(), (item, instance) -> {
			writeService(item, instance.service());
			item.int8(code(instance.status())).string(instance.detail());
		});
		writeCalls(out, entry.load());
		out.<Map.Entry<String, String>>list(entry.attributes().entrySet(),
				(item, attribute) -> item.string(attribute.getKey()).string(attribute.getValue()));
		writeServices(out, entry.load());
		out.int64(entry.basis());
	}

	private static void writeCalls(MessageWriter out, Load load) {
		out.int64(Double.doubleToLongBits(load.cpu())).int32(load.inFlight());
	}

	private static void writeServices(MessageWriter out, Load load) {
		out.<Map.Entry<ServiceId, Integer>>list(load.services().entrySet(), (item, busy) -> {
			writeService(item, busy.getKey());
			item.int32(busy.getValue());
		});
	}

	private static void writeService(MessageWriter out, ServiceId service) {
		out.string(service.name()).string(service.version());
	}

	static DirectoryMessage decode(byte[] payload) throws MalformedMessageException {
		MessageReader in = new MessageReader(payload);
		int version = in.int8();
		if (version < VERSION) {
			throw new MalformedMessageException("version " + version + " was never in use");
		}
		int kind = in.int8();
		MessageReader block = in.block();
		return switch (kind) {
			case ENTRY -> {
				boolean acknowledge = block.int8() == 1;
				yield new DirectoryMessage.Entry(readEntry(block), acknowledge);
			}
			case DIGEST -> {
				boolean acknowledge = block.int8() == 1;
				yield new DirectoryMessage.Digest(block.int64(), block.int64(), acknowledge);
			}
			case ASK -> new DirectoryMessage.Ask(block.int8() == 1);
			case ACKNOWLEDGEMENT -> new DirectoryMessage.Acknowledgement(block.int64());
			case LOAD_CHANGE ->
				new DirectoryMessage.LoadChange(block.int64(), block.int64(), readServices(block, readCalls(block)));
			default -> throw new MalformedMessageException("kind " + kind + " is unknown to version " + VERSION);
		};
	}

	private static NodeEntry readEntry(MessageReader in) throws MalformedMessageException {
		NodeId node = new NodeId(in.int64());
		long incarnation = in.int64();
		long stamp = in.int64();
		List<ServiceOffer> offers = in
			.list((item) -> new ServiceOffer(readService(item), item.string(), item.string()));
		List<Instance> instances = in
			.list((item) -> new Instance(readService(item), status(item.int8()), item.string()));
		Load calls = readCalls(in);
		Map<String, String> attributes = new HashMap<>();
		for (Map.Entry<String, String> attribute : in.list((item) -> Map.entry(item.string(), item.string()))) {
			attributes.put(attribute.getKey(), attribute.getValue());
		}
		Load load = readServices(in, calls);
		long basis = in.hasRemaining() ? in.int64() : stamp;
		return new NodeEntry(node, incarnation, stamp, basis, offers, instances, load, attributes);
	}

	private static Load readCalls(MessageReader in) throws MalformedMessageException {
		return new Load(share(Double.longBitsToDouble(in.int64())), Math.max(0, in.int32()));
	}

	private static Load readServices(MessageReader in, Load calls) throws MalformedMessageException {
		Map<ServiceId, Integer> services = new HashMap<>();
		in.list((item) -> services.put(readService(item), Math.max(0, item.int32())));
		return new Load(calls.cpu(), calls.inFlight(), services);
	}

	/** Whatever a peer claims, selectors compute with a share between 0 and 1. */
	private static double share(double claimed) {
		return (claimed >= 0) ? Math.min(1, claimed) : 0;
	}

	private static ServiceId readService(MessageReader in) throws MalformedMessageException {
		return new ServiceId(in.string(), in.string());
	}

	private static int code(InstanceStatus status) {
		return switch (status) {
			case STARTING -> 0;
			case READY -> 1;
			case DRAINING -> 2;
			case FAILED -> 3;
		};
	}

	/**
	 * A status from a later version is taken for one that takes no calls, so that the
	 * rest of the entry stays usable.
	 */
	private static InstanceStatus status(int code) {
		return switch (code) {
			case 0 -> InstanceStatus.STARTING;
			case 1 -> InstanceStatus.READY;
			case 3 -> InstanceStatus.FAILED;
			default -> InstanceStatus.DRAINING;
		};
	}

}
