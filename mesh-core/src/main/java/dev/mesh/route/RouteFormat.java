package dev.mesh.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.route.cutover.Cutover;
import dev.mesh.route.cutover.CutoverFormat;
import dev.mesh.route.measure.ServiceCounts;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of what nodes tell each other about routes: version, kind, and a block
 * of fields. Later versions may append fields to any block.
 */
final class RouteFormat {

	private static final int VERSION = 1;

	private static final int ENTRIES = 1;

	private static final int DIGEST = 2;

	private static final int INVENTORY = 3;

	private static final int ASK = 4;

	private static final int REPORT = 5;

	/** Half of what a message may have, since the last entry may go beyond. */
	private static final int CHUNK_BYTES = MessageWriter.MAX_BYTES / 2;

	private RouteFormat() {
	}

	static byte[] encode(RouteMessage message) {
		MessageWriter out = new MessageWriter().int8(VERSION);
		if (message instanceof RouteMessage.Entries entries) {
			out.int8(ENTRIES).block((block) -> block.list(entries.entries(), RouteFormat::write));
		}
		else if (message instanceof RouteMessage.Digest digest) {
			out.int8(DIGEST).block((block) -> block.int64(digest.digest()));
		}
		else if (message instanceof RouteMessage.Inventory inventory) {
			out.int8(INVENTORY).block((block) -> block.list(inventory.versions(), RouteFormat::writeVersion));
		}
		else if (message instanceof RouteMessage.Ask ask) {
			out.int8(ASK).block((block) -> block.list(ask.services(), (item, service) -> item.string(service)));
		}
		else if (message instanceof RouteMessage.Report report) {
			out.int8(REPORT)
				.block((block) -> block.<Map.Entry<String, ServiceCounts>>list(report.counts().entrySet(),
						(item, counts) -> CountsFormat.write(item.string(counts.getKey()), counts.getValue())));
		}
		return out.toBytes();
	}

	/**
	 * Put entries into as many messages as they need.
	 */
	static List<byte[]> encodeAll(Iterable<RouteEntry> entries) {
		List<byte[]> messages = new ArrayList<>();
		List<RouteEntry> chunk = new ArrayList<>();
		int bytes = 0;
		for (RouteEntry entry : entries) {
			chunk.add(entry);
			bytes += size(entry);
			if (bytes > CHUNK_BYTES) {
				messages.add(encode(new RouteMessage.Entries(chunk)));
				chunk = new ArrayList<>();
				bytes = 0;
			}
		}
		if (!chunk.isEmpty()) {
			messages.add(encode(new RouteMessage.Entries(chunk)));
		}
		return messages;
	}

	private static int size(RouteEntry entry) {
		MessageWriter out = new MessageWriter();
		write(out, entry);
		return out.toBytes().length;
	}

	private static void writeVersion(MessageWriter out, RouteEntry entry) {
		out.string(entry.service()).int64(entry.generation()).int64(entry.stamp()).int64(entry.writer());
	}

	private static void write(MessageWriter out, RouteEntry entry) {
		writeVersion(out, entry);
		Route route = entry.route();
		out.int8((route != null) ? 1 : 0);
		if (route != null) {
			out.string(route.policy().toString());
			Cutover cutover = route.cutover();
			out.int8((cutover != null) ? 1 : 0);
			if (cutover != null) {
				out.block((block) -> CutoverFormat.write(block, cutover));
			}
		}
	}

	static RouteMessage decode(byte[] payload) throws MalformedMessageException {
		MessageReader in = new MessageReader(payload);
		int version = in.int8();
		if (version < VERSION) {
			throw new MalformedMessageException("version " + version + " was never in use");
		}
		int kind = in.int8();
		MessageReader block = in.block();
		return switch (kind) {
			case ENTRIES -> new RouteMessage.Entries(block.list(RouteFormat::readEntry));
			case DIGEST -> new RouteMessage.Digest(block.int64());
			case INVENTORY -> new RouteMessage.Inventory(block.list((item) -> readVersion(item, null)));
			case ASK -> new RouteMessage.Ask(block.list(MessageReader::string));
			case REPORT -> new RouteMessage.Report(readCounts(block));
			default -> throw new MalformedMessageException("kind " + kind + " is unknown to version " + VERSION);
		};
	}

	private static Map<String, ServiceCounts> readCounts(MessageReader in) throws MalformedMessageException {
		Map<String, ServiceCounts> counts = new HashMap<>();
		for (Map.Entry<String, ServiceCounts> entry : in
			.list((item) -> Map.entry(item.string(), CountsFormat.read(item)))) {
			counts.put(entry.getKey(), entry.getValue());
		}
		return counts;
	}

	private static RouteEntry readVersion(MessageReader in, @Nullable Route route) throws MalformedMessageException {
		return new RouteEntry(in.string(), in.int64(), in.int64(), in.int64(), route);
	}

	private static RouteEntry readEntry(MessageReader in) throws MalformedMessageException {
		RouteEntry version = readVersion(in, null);
		if (Long.compareUnsigned(version.generation(), version.stamp()) > 0) {
			throw new MalformedMessageException("the route of '" + version.service() + "' precedes its own decision");
		}
		if (in.int8() == 0) {
			return version;
		}
		RoutePolicy policy = policy(in.string());
		Cutover cutover = (in.int8() == 1) ? CutoverFormat.read(in.block()) : null;
		return new RouteEntry(version.service(), version.generation(), version.stamp(), version.writer(),
				new Route(policy, cutover));
	}

	private static RoutePolicy policy(String text) throws MalformedMessageException {
		try {
			return RoutePolicy.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new MalformedMessageException("a policy is refused: " + ex.getMessage());
		}
	}

}
