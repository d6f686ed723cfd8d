package dev.mesh.rpc.explain;

import java.time.Duration;
import java.util.List;

import dev.mesh.rpc.resilience.InstanceHealth.Standing;

/**
 * What this node knows of its calls. Immutable.
 *
 * @param samples calls that failed or were slow, the newest first
 * @param instances the instances on other nodes that it calls, by service
 * @param services how much of each service this node takes on, and sends again
 */
public record CallReport(List<CallSample> samples, List<InstanceReport> instances, List<ServiceReport> services) {

	/**
	 * Nothing.
	 */
	public static final CallReport NONE = new CallReport(List.of(), List.of(), List.of());

	public CallReport {
		samples = List.copyOf(samples);
		instances = List.copyOf(instances);
		services = List.copyOf(services);
	}

	/**
	 * Return what concerns one service.
	 * @param service the service's name
	 * @return that part
	 */
	public CallReport of(String service) {
		return new CallReport(
				this.samples.stream().filter((sample) -> sample.point().service().equals(service)).toList(),
				this.instances.stream().filter((instance) -> instance.service().equals(service)).toList(),
				this.services.stream().filter((each) -> each.service().equals(service)).toList());
	}

	/**
	 * One instance on another node.
	 *
	 * @param service the service's name
	 * @param version the canonical version
	 * @param node the name of its node
	 * @param zone the zone of its node
	 * @param reachable whether there is a connection to its node, or may be
	 * @param standing whether it gets calls
	 * @param leftAloneFor how much longer it is left alone; zero if it is not
	 * @param failuresInARow how many calls in a row have got no answer
	 * @param calls how many calls it was judged by so far, about the last second or ten
	 * @param failed those of them that failed
	 * @param slow those of them that were slow
	 * @param inFlight this node's calls to it that are under way
	 * @param latency how long its latest replies took, smoothed
	 */
	public record InstanceReport(String service, String version, String node, String zone, boolean reachable,
			Standing standing, Duration leftAloneFor, int failuresInARow, int calls, int failed, int slow, int inFlight,
			Duration latency) {

	}

	/**
	 * One service on this node, whether or not it is live here.
	 *
	 * @param service the service's name
	 * @param limit how many calls of others may run here at once now
	 * @param running how many run
	 * @param waiting how many wait for their turn
	 * @param retries how many of this node's calls to it could be sent again now
	 */
	public record ServiceReport(String service, int limit, int running, int waiting, double retries) {

	}

}
