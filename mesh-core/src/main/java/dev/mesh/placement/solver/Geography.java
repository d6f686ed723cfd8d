package dev.mesh.placement.solver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;

/**
 * Which zone and region each host is in. Two zones of one name in different regions are
 * two zones.
 */
final class Geography {

	/** By host. */
	final int[] zone;

	/** By host. */
	final int[] region;

	/** By zone. */
	final int[] regionOfZone;

	/** By zone: how many hosts it has. */
	final int[] sizeOfZone;

	final int zones;

	final int regions;

	Geography(List<Host> hosts) {
		Map<List<String>, Integer> zoneIndex = new HashMap<>();
		Map<String, Integer> regionIndex = new HashMap<>();
		this.zone = new int[hosts.size()];
		this.region = new int[hosts.size()];
		for (int host = 0; host < hosts.size(); host++) {
			Node node = hosts.get(host).node();
			this.zone[host] = position(zoneIndex, List.of(node.region(), node.zone()));
			this.region[host] = position(regionIndex, node.region());
		}
		this.zones = zoneIndex.size();
		this.regions = regionIndex.size();
		this.regionOfZone = new int[this.zones];
		this.sizeOfZone = new int[this.zones];
		for (int host = 0; host < hosts.size(); host++) {
			this.regionOfZone[this.zone[host]] = this.region[host];
			this.sizeOfZone[this.zone[host]]++;
		}
	}

	private static <T> int position(Map<T, Integer> index, T key) {
		Integer known = index.putIfAbsent(key, index.size());
		return (known != null) ? known : index.size() - 1;
	}

}
