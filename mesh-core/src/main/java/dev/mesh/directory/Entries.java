package dev.mesh.directory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;

import org.jspecify.annotations.Nullable;

/**
 * The entries of a view's members, and those that came before the view that holds their
 * node. Owned by one thread.
 */
final class Entries {

	/** Nodes that join while one view is on its way; far more than clusters have. */
	static final int MAX_HELD = 256;

	private final Map<NodeId, NodeEntry> current = new HashMap<>();

	private final Map<NodeId, NodeEntry> held = new LinkedHashMap<>() {
		@Override
		protected boolean removeEldestEntry(Map.Entry<NodeId, NodeEntry> eldest) {
			return size() > MAX_HELD;
		}
	};

	private View view;

	Entries(View view) {
		this.view = view;
	}

	View view() {
		return this.view;
	}

	Map<NodeId, NodeEntry> current() {
		return this.current;
	}

	/**
	 * Return the entry of a member, written in the incarnation that is in the view.
	 */
	@Nullable NodeEntry get(NodeId node) {
		return this.current.get(node);
	}

	void changeView(View next) {
		this.view = next;
		this.current.values().removeIf((entry) -> !isCurrent(entry));
		for (Node member : next.members()) {
			NodeEntry early = this.held.get(member.id());
			if (early != null && early.incarnation() == member.incarnation()) {
				this.held.remove(member.id());
				putNewer(this.current, early);
			}
		}
	}

	/**
	 * Take an entry.
	 * @param entry the entry
	 * @return whether it changed the entries of the view's members
	 */
	boolean put(NodeEntry entry) {
		if (isCurrent(entry)) {
			return putNewer(this.current, entry);
		}
		Node member = this.view.find(entry.node());
		if (member == null || Long.compareUnsigned(member.incarnation(), entry.incarnation()) < 0) {
			putNewer(this.held, entry);
		}
		return false;
	}

	private boolean isCurrent(NodeEntry entry) {
		return this.view.contains(entry.node(), entry.incarnation());
	}

	private static boolean putNewer(Map<NodeId, NodeEntry> entries, NodeEntry entry) {
		NodeEntry known = entries.get(entry.node());
		if (known != null && compare(known, entry) >= 0) {
			return false;
		}
		entries.put(entry.node(), entry);
		return true;
	}

	private static int compare(NodeEntry one, NodeEntry other) {
		int byIncarnation = Long.compareUnsigned(one.incarnation(), other.incarnation());
		return (byIncarnation != 0) ? byIncarnation : Long.compareUnsigned(one.stamp(), other.stamp());
	}

}
