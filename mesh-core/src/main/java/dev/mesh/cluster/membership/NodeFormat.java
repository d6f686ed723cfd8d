package dev.mesh.cluster.membership;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;

/**
 * The wire form of a {@link Node}.
 */
final class NodeFormat {

	private static final int MEMBER = 1;

	private static final int OBSERVER = 2;

	private NodeFormat() {
	}

	static void write(Node node, WireWriter out) {
		out.writeLong(node.id().value()).writeLong(node.incarnation());
		out.writeText(node.name()).writeText(node.zone()).writeText(node.region());
		out.writeAll(node.labels().entrySet(), (label) -> out.writeText(label.getKey()).writeText(label.getValue()));
		out.writeAll(node.tags(), out::writeText);
		out.writeLong(Double.doubleToLongBits(node.capacity()))
			.writeByte((node.role() == Role.OBSERVER) ? OBSERVER : MEMBER);
		write(node.clusterAddress(), out);
		write(node.rpcAddress(), out);
		out.writeAll(node.contracts().entrySet(),
				(contract) -> out.writeText(contract.getKey()).writeLong(contract.getValue()));
	}

	static Node read(WireReader in) throws MalformedMessageException {
		NodeId id = new NodeId(in.readLong());
		long incarnation = in.readLong();
		String name = in.readText();
		String zone = in.readText();
		String region = in.readText();
		Map<String, String> labels = new HashMap<>();
		in.readAll(() -> labels.put(in.readText(), in.readText()) == null);
		Set<String> tags = new HashSet<>(in.readAll(in::readText));
		double capacity = Double.longBitsToDouble(in.readLong());
		Role role = readRole(in);
		HostPort clusterAddress = readAddress(in);
		HostPort rpcAddress = readAddress(in);
		Map<String, Long> contracts = new HashMap<>();
		in.readAll(() -> contracts.put(in.readText(), in.readLong()) == null);
		return new Node(id, incarnation, name, zone, region, labels, tags, capacity, role, clusterAddress, rpcAddress,
				contracts);
	}

	private static Role readRole(WireReader in) throws MalformedMessageException {
		int role = in.readByte();
		return switch (role) {
			case MEMBER -> Role.MEMBER;
			case OBSERVER -> Role.OBSERVER;
			default -> throw new MalformedMessageException("role " + role);
		};
	}

	static void write(HostPort address, WireWriter out) {
		out.writeText(address.host()).writeShort(address.port());
	}

	static HostPort readAddress(WireReader in) throws MalformedMessageException {
		String host = in.readText();
		int port = in.readShort();
		if (host.isBlank()) {
			throw new MalformedMessageException("an address without a host");
		}
		return new HostPort(host, port);
	}

}
