package dev.mesh.directory;

import java.util.Map;

/**
 * How busy a node is.
 *
 * @param cpu the process's share of all processors, 0 to 1; in a directory off by up to
 * 0.05
 * @param inFlight calls from other nodes being served
 * @param services calls being served by each service, from here and elsewhere; without
 * those that serve none
 */
public record Load(double cpu, int inFlight, Map<ServiceId, Integer> services) {

	/**
	 * No load.
	 */
	public static final Load NONE = new Load(0, 0);

	public Load {
		services = Map.copyOf(services);
	}

	/**
	 * A load of which it is not known what causes it.
	 * @param cpu the process's share of all processors, 0 to 1
	 * @param inFlight calls from other nodes being served
	 */
	public Load(double cpu, int inFlight) {
		this(cpu, inFlight, Map.of());
	}

}
