package dev.mesh.cluster.jgroups;

import java.util.List;
import java.util.Set;

import org.jgroups.Address;

/**
 * Over whom a member watches. Signs of life go to the same.
 *
 * @param monitors who watches over all: the first members of the view
 * @param overAll whether this member does, too
 */
record Watch(List<Address> monitors, boolean overAll) {

	/**
	 * So many have to be lost at once for others to lose time. Each costs two signs per
	 * member and interval.
	 */
	static final int MONITORS = 5;

	Watch {
		monitors = List.copyOf(monitors);
	}

	/**
	 * Return what holds as long as any monitor is heard.
	 * @param self who watches
	 * @param members the view's members in its order
	 */
	static Watch of(Address self, List<Address> members) {
		List<Address> monitors = members.subList(0, Math.min(MONITORS, members.size()));
		return new Watch(monitors, monitors.contains(self));
	}

	boolean covers(Address member) {
		return this.overAll || this.monitors.contains(member);
	}

	/**
	 * Tell whether this member knows of nobody any more who watches over all.
	 */
	boolean isLost(Set<Address> silent) {
		return !this.overAll && silent.containsAll(this.monitors);
	}

	Watch widened() {
		return new Watch(this.monitors, true);
	}

}
