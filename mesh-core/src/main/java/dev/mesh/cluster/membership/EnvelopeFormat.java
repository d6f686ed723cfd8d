package dev.mesh.cluster.membership;

import java.util.List;

import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.Body.Announcement;
import dev.mesh.cluster.membership.Body.Application;
import dev.mesh.cluster.membership.Body.Check;
import dev.mesh.cluster.membership.Body.Exclusion;
import dev.mesh.cluster.membership.Body.Hello;
import dev.mesh.cluster.membership.Body.Refusal;
import dev.mesh.cluster.membership.Body.StillMember;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;

/**
 * The wire form of messages: format version, kind, sender, incarnation, view number,
 * epoch, and the body as a block. Later versions may append fields to the body and to the
 * nodes in it; they may not change what is there. A receiver drops versions and kinds
 * that it does not know, and bytes that are left over after the body.
 */
final class EnvelopeFormat {

	/**
	 * The largest payload of another part of the node.
	 */
	static final int MAX_PAYLOAD = 1 << 20;

	/** Not limited here: a view may be large, and what takes part in it is trusted. */
	private static final int MAX_ENVELOPE = Integer.MAX_VALUE;

	private static final int VERSION = 1;

	private static final int HELLO = 1;

	private static final int ANNOUNCEMENT = 2;

	private static final int REFUSAL = 3;

	private static final int EXCLUSION = 4;

	private static final int CHECK = 5;

	private static final int STANDING = 6;

	private static final int APPLICATION = 7;

	private EnvelopeFormat() {
	}

	static byte[] encode(Envelope envelope) {
		return new MessageWriter(MAX_ENVELOPE).int8(VERSION)
			.int8(kind(envelope.body()))
			.int64(envelope.sender().value())
			.int64(envelope.incarnation())
			.int64(envelope.number())
			.int64(envelope.epoch())
			.block((block) -> writeBody(envelope.body(), block))
			.toBytes();
	}

	private static int kind(Body body) {
		if (body instanceof Hello) {
			return HELLO;
		}
		if (body instanceof Announcement) {
			return ANNOUNCEMENT;
		}
		if (body instanceof Refusal) {
			return REFUSAL;
		}
		if (body instanceof Exclusion) {
			return EXCLUSION;
		}
		if (body instanceof Check) {
			return CHECK;
		}
		return (body instanceof StillMember) ? STANDING : APPLICATION;
	}

	private static void writeBody(Body body, MessageWriter out) {
		if (body instanceof Hello hello) {
			out.block((node) -> NodeFormat.write(hello.node(), node));
			out.int8(hello.member() ? 1 : 0).int64(hello.leader().value());
			out.list(hello.view(), (item, key) -> write(key, item));
		}
		else if (body instanceof Announcement announcement) {
			View view = announcement.view();
			out.int64(view.number()).int64(view.epoch()).int64(view.coordinator().value());
			out.list(view.members(), (item, member) -> NodeFormat.write(member, item));
			out.list(announcement.addresses(), (item, peer) -> item.int64(peer.most()).int64(peer.least()));
		}
		else if (body instanceof Refusal refusal) {
			NodeFormat.write(refusal.holder(), out);
		}
		else if (body instanceof Exclusion exclusion) {
			write(exclusion.excluded(), out);
			out.int8(exclusion.grouped() ? 1 : 0);
		}
		else if (body instanceof Application application) {
			out.int8(code(application.subject())).bytes(application.payload());
		}
	}

	private static void write(MemberKey key, MessageWriter out) {
		out.int64(key.id().value()).int64(key.incarnation());
	}

	static Envelope decode(byte[] bytes) throws MalformedMessageException {
		MessageReader in = new MessageReader(bytes);
		int version = in.int8();
		if (version != VERSION) {
			throw new MalformedMessageException("format version " + version + ", not " + VERSION);
		}
		int kind = in.int8();
		NodeId sender = new NodeId(in.int64());
		long incarnation = in.int64();
		long number = in.int64();
		long epoch = in.int64();
		Body body = readBody(kind, in.block());
		in.end();
		return new Envelope(sender, incarnation, number, epoch, body);
	}

	private static Body readBody(int kind, MessageReader in) throws MalformedMessageException {
		return switch (kind) {
			case HELLO -> readHello(in);
			case ANNOUNCEMENT -> readAnnouncement(in);
			case REFUSAL -> new Refusal(NodeFormat.readAddress(in));
			case EXCLUSION -> new Exclusion(readKey(in), in.int8() == 1);
			case CHECK -> new Check();
			case STANDING -> new StillMember();
			case APPLICATION -> readApplication(in);
			default -> throw new MalformedMessageException("kind " + kind);
		};
	}

	private static Hello readHello(MessageReader in) throws MalformedMessageException {
		Node node = NodeFormat.read(in.block());
		boolean member = in.int8() == 1;
		NodeId leader = new NodeId(in.int64());
		return new Hello(node, member, leader, in.list(EnvelopeFormat::readKey));
	}

	private static Announcement readAnnouncement(MessageReader in) throws MalformedMessageException {
		long number = in.int64();
		long epoch = in.int64();
		NodeId coordinator = new NodeId(in.int64());
		View view = new View(number, epoch, coordinator, in.list(NodeFormat::read));
		List<PeerAddress> addresses = in.list((item) -> new PeerAddress(item.int64(), item.int64()));
		if (addresses.size() != view.members().size()) {
			throw new MalformedMessageException(
					view.members().size() + " members but " + addresses.size() + " addresses");
		}
		return new Announcement(view, addresses);
	}

	private static int code(Subject subject) {
		return switch (subject) {
			case DIRECTORY -> 1;
			case PLACEMENT -> 2;
			case ROUTE -> 3;
			case CONTRACT -> 4;
		};
	}

	private static Subject subject(int code) throws MalformedMessageException {
		return switch (code) {
			case 1 -> Subject.DIRECTORY;
			case 2 -> Subject.PLACEMENT;
			case 3 -> Subject.ROUTE;
			case 4 -> Subject.CONTRACT;
			default -> throw new MalformedMessageException("subject " + code);
		};
	}

	private static MemberKey readKey(MessageReader in) throws MalformedMessageException {
		return new MemberKey(new NodeId(in.int64()), in.int64());
	}

	private static Application readApplication(MessageReader in) throws MalformedMessageException {
		return new Application(subject(in.int8()), in.bytes(MAX_PAYLOAD));
	}

}
