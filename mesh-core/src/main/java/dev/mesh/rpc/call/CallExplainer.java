package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.route.RoutePolicy;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.explain.CallExplanation;
import dev.mesh.selector.NodeSelector;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way of a call up to where it would be sent.
 */
final class CallExplainer {

	/** Enough to tell a share of a tenth from one of a fifth. */
	private static final int PICKS = 200;

	private final MethodCall method;

	private final @Nullable Object[] arguments;

	private final Aim aim;

	private final Lane lane;

	private final DirectorySnapshot snapshot;

	CallExplainer(MethodCall method, @Nullable Object[] arguments, Aim aim) {
		this.method = method;
		this.arguments = arguments;
		this.aim = aim;
		Routes routes = method.calling().routes();
		routes.refresh();
		this.snapshot = routes.snapshot();
		Lanes lanes = method.route().lanes();
		this.lane = (aim.version() != null) ? lanes.of(aim.version())
				: lanes.choose(method.key(), arguments, Baggage.current());
	}

	CallExplanation explain(@Nullable Duration limit) {
		Map<NodeId, Double> shares = new HashMap<>();
		NodeId chosen = choose();
		if (chosen != null) {
			shares.merge(chosen, 1.0 / PICKS, Double::sum);
			for (int i = 1; i < PICKS; i++) {
				NodeId next = choose();
				shares.merge((next != null) ? next : chosen, 1.0 / PICKS, Double::sum);
			}
		}
		Picker picker = picker(this.method.untried());
		boolean local = this.method.calling().self().equals(chosen);
		SettingSources settings = new SettingSources(this.method, limit);
		return new CallExplanation(this.method.toString(), this.snapshot.view().number(), this.lane.version(), route(),
				pickerName(picker), (chosen != null) ? name(chosen) : null, sentence(chosen, picker),
				new Considerations(this.method, this.lane, picker, chosen, shares).of(this.snapshot), settings.list(),
				this.method.route().guard().budget().left(), local ? null : settings.hedgeAfter());
	}

	/** The same steps as those of a call, with nothing sent. */
	private @Nullable NodeId choose() {
		NodeId self = this.method.calling().self();
		RetryState tried = this.method.untried().own();
		if (this.aim.isLocalFirst(this.method)) {
			if (isServedHere()) {
				return self;
			}
			tried.refusedHere(self, this.method.isFullHere());
		}
		Target target = picker(tried).pick();
		if (target != null && target.local() && !isServedHere()) {
			tried.refusedHere(self, this.method.isFullHere());
			target = picker(tried).pick();
		}
		return (target != null) ? target.node().id() : null;
	}

	private boolean isServedHere() {
		return this.method.instanceHere(this.lane.version()) != null && !this.method.isFullHere();
	}

	private Picker picker(RetryState tried) {
		return new Picker(this.method, this.aim, tried, this.lane, this.arguments, System.nanoTime());
	}

	private @Nullable String route() {
		RoutePolicy stated = this.method.route().lanes().stated();
		return (stated != null) ? stated.toString() : null;
	}

	private String pickerName(Picker picker) {
		if (picker.keyOwner() != null) {
			return "owner of the key";
		}
		NodeSelector selector = this.aim.picker(this.method);
		String name = selector.getClass().getSimpleName();
		return (selector.getClass().isHidden() || name.isEmpty()) ? "own selector" : name;
	}

	private String name(NodeId id) {
		Node node = this.snapshot.view().find(id);
		return (node != null) ? node.name() : id.toString();
	}

	private String sentence(@Nullable NodeId chosen, Picker picker) {
		String call = "'" + this.method + "'";
		RouteTable table = this.lane.table();
		if (chosen != null) {
			boolean local = this.method.calling().self().equals(chosen) && this.aim.isLocalFirst(this.method);
			return call + " would go to " + name(chosen)
					+ (local ? ", this node, which goes before all others." : ", picked by the " + pickerName(picker)
							+ " among " + table.ready().size() + " of version " + this.lane.version() + ".");
		}
		if (!table.ready().isEmpty()) {
			return call + " would not be sent: none of the ready instances may be picked.";
		}
		return call + " would " + (table.hopeful() ? "wait for an instance" : "be refused") + ": "
				+ this.method.calling().routes().describe(this.method.point().service()) + ".";
	}

}
