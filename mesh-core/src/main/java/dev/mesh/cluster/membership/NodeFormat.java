package dev.mesh.cluster.membership;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;

/**
 * The wire form of a {@link Node}, always a block of its own: later versions may append
 * fields.
 */
final class NodeFormat {

	private static final int MEMBER = 1;

	private static final int OBSERVER = 2;

	private static final int MAX_PORT = 65535;

	private NodeFormat() {
	}

	static void write(Node node, MessageWriter out) {
		out.int64(node.id().value()).int64(node.incarnation());
		out.string(node.name()).string(node.zone()).string(node.region());
		out.list(node.labels().entrySet(), (item, label) -> item.string(label.getKey()).string(label.getValue()));
		out.list(node.tags(), MessageWriter::string);
		out.int64(Double.doubleToLongBits(node.capacity()));
		out.int8((node.role() == Role.OBSERVER) ? OBSERVER : MEMBER);
		write(node.clusterAddress(), out);
		write(node.rpcAddress(), out);
		out.list(node.contracts().entrySet(),
				(item, contract) -> item.string(contract.getKey()).int64(contract.getValue()));
	}

	static Node read(MessageReader in) throws MalformedMessageException {
		NodeId id = new NodeId(in.int64());
		long incarnation = in.int64();
		String name = in.string();
		String zone = in.string();
		String region = in.string();
		Map<String, String> labels = new HashMap<>();
		in.list((item) -> labels.put(item.string(), item.string()) == null);
		Set<String> tags = new HashSet<>(in.list(MessageReader::string));
		double capacity = Double.longBitsToDouble(in.int64());
		Role role = readRole(in);
		HostPort clusterAddress = readAddress(in);
		HostPort rpcAddress = readAddress(in);
		Map<String, Long> contracts = new HashMap<>();
		in.list((item) -> contracts.put(item.string(), item.int64()) == null);
		return new Node(id, incarnation, name, zone, region, labels, tags, capacity, role, clusterAddress, rpcAddress,
				contracts);
	}

	private static Role readRole(MessageReader in) throws MalformedMessageException {
		int role = in.int8();
		return switch (role) {
			case MEMBER -> Role.MEMBER;
			case OBSERVER -> Role.OBSERVER;
			default -> throw new MalformedMessageException("role " + role);
		};
	}

	static void write(HostPort address, MessageWriter out) {
		out.string(address.host()).int32(address.port());
	}

	static HostPort readAddress(MessageReader in) throws MalformedMessageException {
		String host = in.string();
		int port = in.int32();
		if (host.isBlank() || port < 0 || port > MAX_PORT) {
			throw new MalformedMessageException("an address with host '" + host + "' and port " + port);
		}
		return new HostPort(host, port);
	}

}
