package dev.mesh.rpc.fingerprint;

import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.rpc.fingerprint.ExchangeMessage.Answer;
import dev.mesh.rpc.fingerprint.ExchangeMessage.Ask;

/**
 * The binary form of an {@link ExchangeMessage}: version, kind, and a block of fields.
 */
final class ExchangeFormat {

	private static final int VERSION = 1;

	private static final int ASK = 1;

	private static final int ANSWER = 2;

	private ExchangeFormat() {
	}

	static byte[] encode(ExchangeMessage message) {
		MessageWriter out = new MessageWriter().int8(VERSION);
		if (message instanceof Ask ask) {
			out.int8(ASK).block((block) -> block.list(ask.fingerprints(), MessageWriter::int64));
		}
		else if (message instanceof Answer answer) {
			out.int8(ANSWER).block((block) -> block.bytes(answer.bytes()));
		}
		return out.toBytes();
	}

	static ExchangeMessage decode(byte[] payload) throws MalformedMessageException {
		MessageReader in = new MessageReader(payload);
		int version = in.int8();
		if (version < VERSION) {
			throw new MalformedMessageException("version " + version + " was never in use");
		}
		int kind = in.int8();
		MessageReader block = in.block();
		return switch (kind) {
			case ASK -> new Ask(block.list(MessageReader::int64));
			case ANSWER -> new Answer(block.bytes(ShapeFormat.MAX_BYTES));
			default -> throw new MalformedMessageException("kind " + kind + " is unknown to version " + VERSION);
		};
	}

}
