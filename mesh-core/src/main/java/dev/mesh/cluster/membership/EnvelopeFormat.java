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

/**
 * The wire form of messages: format version, kind, sender, incarnation, view number,
 * epoch, body. A receiver drops versions and kinds that it does not know, and bytes that
 * are left over, so nothing is ever guessed.
 */
final class EnvelopeFormat {

	/**
	 * The largest payload of another part of the node.
	 */
	static final int MAX_PAYLOAD = 1 << 20;

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
		WireWriter out = new WireWriter().writeByte(VERSION).writeByte(kind(envelope.body()));
		out.writeLong(envelope.sender().value()).writeLong(envelope.incarnation());
		out.writeLong(envelope.number()).writeLong(envelope.epoch());
		writeBody(envelope.body(), out);
		return out.toBytes();
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

	private static void writeBody(Body body, WireWriter out) {
		if (body instanceof Hello hello) {
			NodeFormat.write(hello.node(), out);
			out.writeByte(hello.member() ? 1 : 0).writeLong(hello.leader().value());
			out.writeAll(hello.view(), (key) -> write(key, out));
		}
		else if (body instanceof Announcement announcement) {
			View view = announcement.view();
			out.writeLong(view.number()).writeLong(view.epoch()).writeLong(view.coordinator().value());
			out.writeAll(view.members(), (member) -> NodeFormat.write(member, out));
			out.writeAll(announcement.addresses(), (peer) -> out.writeLong(peer.most()).writeLong(peer.least()));
		}
		else if (body instanceof Refusal refusal) {
			NodeFormat.write(refusal.holder(), out);
		}
		else if (body instanceof Exclusion exclusion) {
			write(exclusion.excluded(), out);
			out.writeByte(exclusion.grouped() ? 1 : 0);
		}
		else if (body instanceof Application application) {
			out.writeByte(code(application.subject()));
			out.writeInt(application.payload().length).write(application.payload());
		}
	}

	private static void write(MemberKey key, WireWriter out) {
		out.writeLong(key.id().value()).writeLong(key.incarnation());
	}

	static Envelope decode(byte[] bytes) throws MalformedMessageException {
		WireReader in = new WireReader(bytes);
		int version = in.readByte();
		if (version != VERSION) {
			throw new MalformedMessageException("format version " + version + ", not " + VERSION);
		}
		int kind = in.readByte();
		NodeId sender = new NodeId(in.readLong());
		long incarnation = in.readLong();
		long number = in.readLong();
		long epoch = in.readLong();
		Body body = readBody(kind, in);
		if (in.remaining() > 0) {
			throw new MalformedMessageException(in.remaining() + " bytes are left over");
		}
		return new Envelope(sender, incarnation, number, epoch, body);
	}

	private static Body readBody(int kind, WireReader in) throws MalformedMessageException {
		return switch (kind) {
			case HELLO -> readHello(in);
			case ANNOUNCEMENT -> readAnnouncement(in);
			case REFUSAL -> new Refusal(NodeFormat.readAddress(in));
			case EXCLUSION -> new Exclusion(readKey(in), in.readByte() == 1);
			case CHECK -> new Check();
			case STANDING -> new StillMember();
			case APPLICATION -> readApplication(in);
			default -> throw new MalformedMessageException("kind " + kind);
		};
	}

	private static Hello readHello(WireReader in) throws MalformedMessageException {
		Node node = NodeFormat.read(in);
		boolean member = in.readByte() == 1;
		NodeId leader = new NodeId(in.readLong());
		return new Hello(node, member, leader, in.readAll(() -> readKey(in)));
	}

	private static Announcement readAnnouncement(WireReader in) throws MalformedMessageException {
		long number = in.readLong();
		long epoch = in.readLong();
		NodeId coordinator = new NodeId(in.readLong());
		View view = new View(number, epoch, coordinator, in.readAll(() -> NodeFormat.read(in)));
		List<PeerAddress> addresses = in.readAll(() -> new PeerAddress(in.readLong(), in.readLong()));
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
		};
	}

	private static Subject subject(int code) throws MalformedMessageException {
		return switch (code) {
			case 1 -> Subject.DIRECTORY;
			case 2 -> Subject.PLACEMENT;
			case 3 -> Subject.ROUTE;
			default -> throw new MalformedMessageException("subject " + code);
		};
	}

	private static MemberKey readKey(WireReader in) throws MalformedMessageException {
		return new MemberKey(new NodeId(in.readLong()), in.readLong());
	}

	private static Application readApplication(WireReader in) throws MalformedMessageException {
		Subject subject = subject(in.readByte());
		int length = in.readInt();
		if (length > MAX_PAYLOAD) {
			throw new MalformedMessageException("a payload of " + length + " bytes");
		}
		return new Application(subject, in.readBytes(length));
	}

}
