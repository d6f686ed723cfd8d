package dev.mesh.spring.autoconfigure.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.placement.PlacementLoop;
import dev.mesh.placement.Plan;
import dev.mesh.placement.spec.ServiceSpecText;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.InstanceDescriptor;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.MemberDescriptor;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.MemberStatus;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.NodeDescriptor;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.PendingDescriptor;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.ServiceDescriptor;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.ViewDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Describes one moment: one directory snapshot, the view in it, and one plan.
 */
final class MeshDescriptions {

	private final MeshNode node;

	private final DirectorySnapshot snapshot;

	private final Plan plan;

	private final ContractDescriptions contracts;

	MeshDescriptions(MeshNode node) {
		this.node = node;
		this.snapshot = node.directory().snapshot();
		this.plan = node.plans().get();
		this.contracts = new ContractDescriptions(node.cluster().self(), this.snapshot, node.contracts());
	}

	NodeDescriptor node() {
		Node self = this.node.cluster().self();
		return new NodeDescriptor(self.id().toString(), self.name(), self.zone(), self.region(), self.role(),
				this.node.cluster().status().get(), self.clusterAddress().toString(), self.rpcAddress().toString());
	}

	ViewDescriptor view() {
		View view = this.snapshot.view();
		Node coordinator = view.find(view.coordinator());
		return new ViewDescriptor(view.number(), view.epoch(), (coordinator != null) ? coordinator.name() : null);
	}

	List<MemberDescriptor> members() {
		return this.snapshot.view().members().stream().map(this::member).toList();
	}

	List<ServiceDescriptor> services() {
		Map<ServiceId, @Nullable ServiceOffer> known = new TreeMap<>();
		for (Node member : this.snapshot.view().members()) {
			NodeEntry entry = this.snapshot.entries().get(member.id());
			if (entry != null) {
				entry.offers().forEach((offer) -> known.putIfAbsent(offer.service(), offer));
				entry.instances().forEach((instance) -> known.putIfAbsent(instance.service(), null));
			}
		}
		return known.entrySet().stream().map((service) -> service(service.getKey(), service.getValue())).toList();
	}

	long epoch() {
		return this.plan.epoch();
	}

	List<PendingDescriptor> pending() {
		return PlacementDescriptions.pending(this.plan.pending());
	}

	PlacementDescriptor placement() {
		View view = this.snapshot.view();
		boolean leads = view.coordinator().equals(this.node.cluster().self().id());
		return new PlacementDescriptions(view, this.plan).placement(leads ? this.node.advice() : null);
	}

	private MemberDescriptor member(Node member) {
		NodeEntry entry = this.snapshot.entries().get(member.id());
		return new MemberDescriptor(member.id().toString(), member.name(), member.zone(), member.region(),
				member.role(), status(entry), member.clusterAddress().toString(), member.rpcAddress().toString(),
				member.labels(), member.tags(), member.capacity(), (entry != null) ? entry.attributes() : Map.of());
	}

	private static MemberStatus status(@Nullable NodeEntry entry) {
		if (entry == null) {
			return MemberStatus.JOINING;
		}
		return PlacementLoop.isDraining(entry) ? MemberStatus.DRAINING : MemberStatus.UP;
	}

	private ServiceDescriptor service(ServiceId id, @Nullable ServiceOffer offer) {
		List<InstanceDescriptor> instances = this.snapshot.instancesOf(id.name())
			.stream()
			.filter((hosted) -> hosted.instance().service().equals(id))
			.map((hosted) -> instance(hosted.node(), hosted.instance()))
			.toList();
		return new ServiceDescriptor(id.name(), id.version(), (offer != null) ? offer.contract() : null,
				(offer != null) ? replicas(offer) : null, instances, this.contracts.of(id.name()));
	}

	private static @Nullable String replicas(ServiceOffer offer) {
		try {
			return ServiceSpecText.read(offer.service(), offer.spec()).replicas().toString();
		}
		catch (IllegalArgumentException ex) {
			return null; // of a later version; placement logs it
		}
	}

	private static InstanceDescriptor instance(Node member, Instance instance) {
		return new InstanceDescriptor(member.name(), instance.status(), instance.detail());
	}

}
