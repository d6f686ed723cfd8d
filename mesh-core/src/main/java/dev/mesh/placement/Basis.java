package dev.mesh.placement;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

import dev.mesh.cluster.NodeId;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.ServiceSpecText;

/**
 * A number that differs, but for rare accidents, between worlds that can ask for
 * different goals. It is the same on every node that sees the same world, in whatever
 * order.
 */
final class Basis {

	private final CRC32 checksum = new CRC32();

	private Basis() {
	}

	static int of(List<Host> hosts, List<Wanted> services) {
		Basis basis = new Basis();
		hosts.stream().sorted(Comparator.comparing((Host host) -> host.node().id())).forEach(basis::add);
		services.stream().sorted(Comparator.comparing((Wanted wanted) -> wanted.spec().service())).forEach(basis::add);
		return (int) basis.checksum.getValue();
	}

	/** What else a node says of itself changes only with its incarnation. */
	private void add(Host host) {
		add(host.node().id().value());
		add(host.node().incarnation());
		add(host.mode().name());
	}

	private void add(Wanted wanted) {
		add(wanted.spec().service().toString());
		add(ServiceSpecText.canonical(wanted.spec()));
		add(wanted.target());
		add(wanted.offered());
		add(wanted.barred().keySet());
	}

	private void add(Collection<NodeId> nodes) {
		add(nodes.size());
		nodes.stream().sorted().forEach((node) -> add(node.value()));
	}

	private void add(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		add(bytes.length);
		this.checksum.update(bytes);
	}

	private void add(long number) {
		this.checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
	}

}
