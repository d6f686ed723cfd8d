package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.DirectorySnapshot.HostedInstance;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Versions;
import dev.mesh.rpc.explain.Consideration;
import dev.mesh.rpc.explain.Consideration.Condition;
import dev.mesh.rpc.explain.Verdict;
import dev.mesh.selector.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What a call means to each instance of its service. What rules one out is asked of the
 * {@link Picker} that picks for calls.
 *
 * @param method what is called
 * @param lane where the call goes
 * @param picker picks for it
 * @param chosen the node that it would go to, or {@code null} if none is looked for
 * @param shares the part of such calls that each node would get, or {@code null}
 */
record Considerations(MethodCall method, Lane lane, Picker picker, @Nullable NodeId chosen,
		@Nullable Map<NodeId, Double> shares) {

	List<Consideration> of(DirectorySnapshot snapshot) {
		return snapshot.instancesOf(this.method.point().service()).stream().map(this::of).toList();
	}

	private Consideration of(HostedInstance hosted) {
		Node node = hosted.node();
		String version = Versions.canonical(hosted.instance().service().version());
		boolean meant = version.equals(this.lane.version());
		int index = meant ? this.lane.table().indexOf(node.id()) : Selection.NONE;
		Target target = (index != Selection.NONE) ? this.lane.table().ready().get(index) : null;
		Verdict obstacle = obstacle(hosted.instance(), meant, target);
		Verdict verdict = (meant && node.id().equals(this.chosen)) ? Verdict.CHOSEN
				: (obstacle != null) ? obstacle : Verdict.OPEN;
		String why = (obstacle != null) ? words(obstacle, hosted.instance(), target) : "";
		Double share = (this.shares != null && meant) ? this.shares.getOrDefault(node.id(), 0.0) : null;
		return new Consideration(node.name(), node.zone(), version, verdict, why,
				(target != null) ? this.picker.opinion(index) : null, share,
				(target != null) ? condition(target) : null);
	}

	private @Nullable Verdict obstacle(Instance instance, boolean meant, @Nullable Target target) {
		if (instance.status() != InstanceStatus.READY) {
			return Verdict.NOT_READY;
		}
		if (!meant) {
			return Verdict.OTHER_VERSION;
		}
		if (target == null) {
			return Verdict.NOT_ROUTED;
		}
		Target owner = this.picker.keyOwner();
		if (owner != null && !owner.node().equals(target.node())) {
			return Verdict.NOT_OWNER;
		}
		Verdict obstacle = this.picker.obstacle(target);
		return (obstacle == null && target.local() && this.method.isFullHere()) ? Verdict.FULL : obstacle;
	}

	private String words(Verdict obstacle, Instance instance, @Nullable Target target) {
		return switch (obstacle) {
			case NOT_READY -> "it is " + instance.status().name().toLowerCase(Locale.ROOT)
					+ (instance.detail().isEmpty() ? "" : ": " + instance.detail());
			case OTHER_VERSION -> (this.lane.version() != null) ? "the call goes to version " + this.lane.version()
					: "the route sends calls to no version that is ready";
			case NOT_ROUTED -> "it is ready, and this node has not taken it up";
			case NOT_OWNER -> "the key is owned by " + ownerName();
			case LEFT_OUT -> "the request leaves it out";
			case INCOMPATIBLE -> (target != null) ? incompatible(target) : "";
			case REFUSED -> "it has refused this call, or works on it";
			case FULL -> "as many calls run on this node as may";
			case EJECTED -> (target != null) ? ejected(target) : "";
			case UNREACHABLE -> "there is no connection to its node";
			case CHOSEN, OPEN -> "";
		};
	}

	private String ownerName() {
		Target owner = this.picker.keyOwner();
		return (owner != null) ? owner.node().name() : "nobody";
	}

	private String incompatible(Target target) {
		dev.mesh.rpc.fingerprint.Verdict fit = target.agreement().calling().get(this.method.method().signature());
		return (fit != null) ? fit.difference(target.node().name()) : "its contract is not known here yet";
	}

	private static String ejected(Target target) {
		long left = target.health().leftAloneNanos(System.nanoTime());
		return (left > 0) ? "it did worse than the others and is left alone for another "
				+ TimeUnit.NANOSECONDS.toMillis(left) + " ms" : "it is on trial and has a call under way";
	}

	private static Condition condition(Target target) {
		return new Condition(target.inFlight(), target.inFlightOfOthers(), Duration.ofNanos(target.latencyNanos()),
				target.weight(), Duration.ofNanos(target.health().leftAloneNanos(System.nanoTime())));
	}

}
