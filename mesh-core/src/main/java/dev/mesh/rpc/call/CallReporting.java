package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.explain.CallReport.InstanceReport;
import dev.mesh.rpc.explain.CallReport.ServiceReport;
import dev.mesh.rpc.explain.CallSample;
import dev.mesh.rpc.resilience.InstanceHealth;
import dev.mesh.rpc.resilience.InstanceHealth.Tally;

/**
 * Puts together what is known of the calls of this node.
 *
 * @param calling what all calls share
 * @param guards what the calls of one service share, by its name
 */
record CallReporting(Calling calling, Map<String, ServiceGuard> guards) {

	CallReport report(Collection<List<MethodCall>> methods) {
		List<CallSample> samples = methods.stream()
			.flatMap(List::stream)
			.flatMap((method) -> method.samples().samples().stream())
			.sorted(Comparator.comparing(CallSample::at).reversed())
			.toList();
		List<InstanceReport> instances = new ArrayList<>();
		List<ServiceReport> services = new ArrayList<>();
		new TreeMap<>(this.guards).forEach((service, guard) -> {
			instances.addAll(instances(service));
			services.add(service(service, guard));
		});
		return new CallReport(samples, instances, services);
	}

	private List<InstanceReport> instances(String service) {
		List<InstanceReport> reports = new ArrayList<>();
		this.calling.routes()
			.route(service)
			.lanes()
			.ready()
			.forEach((version, table) -> table.ready()
				.stream()
				.filter((target) -> !target.local())
				.forEach((target) -> reports.add(instance(service, version, target))));
		return reports;
	}

	private InstanceReport instance(String service, String version, Target target) {
		InstanceHealth health = target.health();
		Tally tally = health.tally();
		long now = System.nanoTime();
		return new InstanceReport(service, version, target.node().name(), target.node().zone(),
				this.calling.client().isReachable(target.node()), health.standing(now),
				Duration.ofNanos(health.leftAloneNanos(now)), health.failuresInARow(), tally.calls(), tally.failed(),
				tally.slow(), health.inFlight(), Duration.ofNanos(target.latencyNanos()));
	}

	private static ServiceReport service(String name, ServiceGuard guard) {
		return new ServiceReport(name, guard.admission().currentLimit(), guard.admission().running(),
				guard.admission().waiting(), guard.budget().left());
	}

}
