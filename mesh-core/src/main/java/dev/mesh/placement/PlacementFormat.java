package dev.mesh.placement;

import java.util.zip.CRC32;

import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.placement.traffic.NodeReportFormat;

/**
 * The binary form of placement's messages: version, kind, and a block of fields. Later
 * versions may append fields to any block; they may not change what is there.
 */
final class PlacementFormat {

	private static final int VERSION = 1;

	private static final int NEWEST = 1;

	private static final int ASK = 2;

	private static final int HEAD = 3;

	private static final int REQUEST = 4;

	private static final int REPLY = 5;

	private static final int REPORT = 6;

	private PlacementFormat() {
	}

	static byte[] encode(PlacementMessage message) {
		MessageWriter out = new MessageWriter().int8(VERSION);
		if (message instanceof PlacementMessage.Newest newest) {
			out.int8(NEWEST).block((block) -> PlanFormat.write(block, newest.plan()));
		}
		else if (message instanceof PlacementMessage.Ask) {
			out.int8(ASK).block((block) -> {
			});
		}
		else if (message instanceof PlacementMessage.Head head) {
			out.int8(HEAD).block((block) -> block.int64(head.epoch()).int32(head.fingerprint()));
		}
		else if (message instanceof PlacementMessage.Request request) {
			out.int8(REQUEST).block((block) -> RequestFormat.write(block, request));
		}
		else if (message instanceof PlacementMessage.Reply reply) {
			out.int8(REPLY).block((block) -> RequestFormat.write(block, reply));
		}
		else if (message instanceof PlacementMessage.Report report) {
			out.int8(REPORT).block((block) -> NodeReportFormat.write(block, report.report()));
		}
		return out.toBytes();
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
			case NEWEST -> new PlacementMessage.Newest(PlanFormat.read(block));
			case ASK -> new PlacementMessage.Ask();
			case HEAD -> new PlacementMessage.Head(block.int64(), block.int32());
			case REQUEST -> RequestFormat.readRequest(block);
			case REPLY -> RequestFormat.readReply(block);
			case REPORT -> new PlacementMessage.Report(NodeReportFormat.read(block));
			default -> throw new MalformedMessageException("kind " + kind + " is unknown to version " + VERSION);
		};
	}

}
