package dev.mesh.spring.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.mesh.cluster.Node;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.NodeEntry;
import dev.mesh.rpc.fingerprint.Agreement;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.rpc.fingerprint.Compatibility;
import dev.mesh.spring.autoconfigure.actuate.ContractDescriptor.Fit;
import dev.mesh.spring.autoconfigure.actuate.ContractDescriptor.MethodDescriptor;

/**
 * Describes how the contracts of other nodes fit those of this one, a row of the matrix.
 */
final class ContractDescriptions {

	private final Node self;

	private final DirectorySnapshot snapshot;

	private final PeerContracts contracts;

	ContractDescriptions(Node self, DirectorySnapshot snapshot, PeerContracts contracts) {
		this.self = self;
		this.snapshot = snapshot;
		this.contracts = contracts;
	}

	/**
	 * Describe a service on all other nodes that call or host it.
	 */
	List<ContractDescriptor> of(String service) {
		return this.snapshot.view()
			.members()
			.stream()
			.filter((member) -> !member.id().equals(this.self.id()) && concerns(member, service))
			.map((member) -> describe(member, this.contracts.with(member, service)))
			.toList();
	}

	private boolean concerns(Node member, String service) {
		NodeEntry entry = this.snapshot.entries().get(member.id());
		return member.contracts().containsKey(service) || (entry != null && Stream
			.concat(entry.offers().stream().map((offer) -> offer.service()),
					entry.instances().stream().map((instance) -> instance.service()))
			.anyMatch((id) -> id.name().equals(service)));
	}

	private ContractDescriptor describe(Node member, Agreement agreement) {
		List<MethodDescriptor> methods = new ArrayList<>();
		agreement.calling().forEach((method, verdict) -> add(methods, method, this.self, member, verdict));
		agreement.serving().forEach((method, verdict) -> add(methods, method, member, this.self, verdict));
		return new ContractDescriptor(member.name(), fit(agreement, methods), methods);
	}

	private void add(List<MethodDescriptor> methods, String method, Node caller, Node callee, Compatibility verdict) {
		if (verdict.level() != Compatibility.Level.COMPATIBLE) {
			Node other = Objects.equals(caller, this.self) ? callee : caller;
			methods.add(new MethodDescriptor(method, caller.name(), callee.name(), verdict.level(),
					verdict.difference(other.name())));
		}
	}

	private static Fit fit(Agreement agreement, List<MethodDescriptor> methods) {
		return switch (agreement.state()) {
			case SAME -> Fit.SAME;
			case UNKNOWN -> Fit.UNKNOWN;
			case PENDING -> Fit.PENDING;
			case COMPARED -> methods.stream()
				.map(MethodDescriptor::verdict)
				.max(Compatibility.Level::compareTo)
				.map((worst) -> (worst == Compatibility.Level.LIMITED) ? Fit.LIMITED : Fit.INCOMPATIBLE)
				.orElse(Fit.COMPATIBLE);
		};
	}

}
