package dev.mesh.rpc.call;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.Selection;

/**
 * The selections that calls with a selector of their own use, so that one used again and
 * again is prepared once per table. Safe for use by any thread.
 */
final class PreparedSelections {

	/** Beyond this, selectors are made per call and keeping them would be of no use. */
	private static final int MOST = 16;

	private final Map<NodeSelector, Prepared> bySelector = new ConcurrentHashMap<>();

	Selection get(NodeSelector selector, RouteTable table) {
		Prepared known = this.bySelector.get(selector);
		if (known != null && known.version() == table.version()) {
			return known.selection();
		}
		Selection selection = selector.prepare(table.candidates());
		if (known != null || this.bySelector.size() < MOST) {
			this.bySelector.put(selector, new Prepared(table.version(), selection));
		}
		return selection;
	}

	private record Prepared(long version, Selection selection) {

	}

}
