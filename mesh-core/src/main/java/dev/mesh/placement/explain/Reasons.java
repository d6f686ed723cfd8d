package dev.mesh.placement.explain;

import java.util.List;

import dev.mesh.cluster.Node;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Says in one sentence why a rule keeps an instance off a node.
 */
final class Reasons {

	private final Scene scene;

	private final Wording wording;

	Reasons(Scene scene) {
		this.scene = scene;
		this.wording = scene.wording;
	}

	/** Why one instance more may not be on a host. */
	String sentence(Rule rule, Wanted wanted, Host host) {
		ServiceSpec spec = wanted.spec();
		Node node = host.node();
		String service = this.wording.name(spec.service());
		return switch (rule) {
			case OBSERVER -> node.name() + " only observes and hosts nothing.";
			case NOT_OFFERED ->
				node.name() + " does not offer " + service + ": it is not in its jar, or not enabled there.";
			case DRAINING -> node.name() + " is draining and is to be left by all.";
			case CORDONED -> node.name() + " is cordoned and takes nothing more.";
			case FAILED_TO_START -> service + " failed to start on " + node.name() + " a short while ago: "
					+ wanted.barred().getOrDefault(node.id(), "no reason is known") + ".";
			case WHERE -> node.name() + " has " + Wording.list(spec.where().evidence(node)) + "; " + service
					+ " asks for " + spec.where() + ".";
			case MAX_PER_NODE -> perNode(spec, node);
			case MAX_PER_ZONE -> "zone " + node.zone() + ", where " + node.name() + " is, has "
					+ Wording.instances(this.scene.countInZone(spec, node)) + " of " + service + ", and at most "
					+ spec.maxPerZone() + " may be in one zone.";
			case NEVER -> never(spec, node);
			case ALWAYS -> always(spec, node);
			case CAPACITY -> capacity(spec, node);
			case REPLICAS -> service + " has all " + Wording.instances(this.scene.evaluation.wanted(spec.service()))
					+ " that are wanted.";
		};
	}

	/** Why the last instance may not leave a host where somebody needs it. */
	String leaving(ServiceSpec spec, Node node) {
		String service = this.wording.name(spec.service());
		for (ServiceSpec other : this.scene.on(node)) {
			for (Bias bias : other.biases()) {
				if (bias.kind() == BiasKind.ALWAYS && spec.bears(bias.tag()) && bearers(bias.tag(), other, node) == 1) {
					String needy = this.wording.name(other.service());
					return service + " cannot leave " + node.name() + ": it is the last there "
							+ (isName(bias.tag(), spec) ? "that " + needy + " must always be with."
									: "that bears tag '" + bias.tag() + "', with which " + needy + " must always be.");
				}
			}
		}
		return service + " cannot leave " + node.name() + ", where others must always be with it.";
	}

	private String capacity(ServiceSpec spec, Node node) {
		String service = this.wording.name(spec.service());
		String demand = Wording.number(spec.demand());
		if (spec.demand() > node.capacity()) {
			return service + " takes " + demand + ", more than the whole capacity of " + node.name() + ", which is "
					+ Wording.number(node.capacity()) + ".";
		}
		return node.name() + " has " + Wording.number(Math.max(0, this.scene.evaluation.room(node.id())))
				+ " of its capacity of " + Wording.number(node.capacity()) + " left, and " + service + " takes "
				+ demand + ".";
	}

	private String perNode(ServiceSpec spec, Node node) {
		String service = this.wording.name(spec.service());
		int most = spec.replicas().isAll() ? 1 : spec.maxPerNode();
		return node.name() + " has " + Wording.instances(this.scene.count(spec, node)) + " of " + service
				+ ", and at most " + most + " may be on one node.";
	}

	private String never(ServiceSpec spec, Node node) {
		String service = this.wording.name(spec.service());
		List<ServiceSpec> there = this.scene.on(node);
		for (Bias bias : spec.biases()) {
			for (ServiceSpec other : there) {
				if (bias.kind() == BiasKind.NEVER && other.bears(bias.tag())) {
					return service + " must never be with " + neighbour(spec, other, bias.tag(), node) + ".";
				}
			}
		}
		for (ServiceSpec other : there) {
			for (Bias bias : other.biases()) {
				if (bias.kind() == BiasKind.NEVER && spec.bears(bias.tag())) {
					return this.wording.name(other.service()) + " on " + node.name() + " must never be with "
							+ this.wording.tag(bias.tag())
							+ (isName(bias.tag(), spec) ? "." : ", which " + service + " bears.");
				}
			}
		}
		return service + " must never be with what is on " + node.name() + ".";
	}

	private String neighbour(ServiceSpec spec, ServiceSpec other, String tag, Node node) {
		if (other.service().equals(spec.service())) {
			return "another of its own kind, and one is on " + node.name();
		}
		return isName(tag, other) ? tag + ", which is on " + node.name() : this.wording.tag(tag) + ", which "
				+ this.wording.name(other.service()) + " on " + node.name() + " bears";
	}

	private static boolean isName(String tag, ServiceSpec spec) {
		return spec.service().name().equals(tag);
	}

	private String always(ServiceSpec spec, Node node) {
		String service = this.wording.name(spec.service());
		for (Bias bias : spec.biases()) {
			if (bias.kind() == BiasKind.ALWAYS && bearers(bias.tag(), node) == 0) {
				return service + " must always be with " + absent(spec, bias.tag(), node);
			}
		}
		return service + " must always be with others that are not on " + node.name() + ".";
	}

	private String absent(ServiceSpec spec, String tag, Node node) {
		if (isName(tag, spec)) {
			return "another of its own kind, and none is on " + node.name() + ".";
		}
		if (this.scene.services().stream().noneMatch((wanted) -> wanted.spec().bears(tag))) {
			return this.wording.tag(tag) + ", which no service bears.";
		}
		return this.wording.tag(tag) + (this.wording.isServiceName(tag) ? ", which is not on " + node.name() + "."
				: ", which nothing on " + node.name() + " bears.");
	}

	private int bearers(String tag, Node node) {
		return this.scene.on(node)
			.stream()
			.filter((spec) -> spec.bears(tag))
			.mapToInt((spec) -> this.scene.count(spec, node))
			.sum();
	}

	/** How many bear a tag beside an instance of a service that is there. */
	private int bearers(String tag, ServiceSpec beside, Node node) {
		return bearers(tag, node) - (beside.bears(tag) ? 1 : 0);
	}

}
