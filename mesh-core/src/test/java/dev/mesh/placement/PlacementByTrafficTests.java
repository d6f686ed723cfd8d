package dev.mesh.placement;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.testing.InMemoryNode;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.advice.OptimizeMode;
import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.traffic.CallRate;
import dev.mesh.placement.traffic.NodeReport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PlacementByTrafficTests extends PlacementCluster {

	private static final Duration REPORT = Duration.ofMillis(100);

	private volatile double callsPerSecond = 100;

	@Test
	void aServiceRunsWhereItsCallersAreAndASuccessorKeepsItThere() {
		InMemoryNode one = startLive("node-1", OptimizeMode.AUTO);
		InMemoryNode two = startLive("node-2", OptimizeMode.AUTO);
		InMemoryNode three = startLive("node-3", OptimizeMode.AUTO);
		await().until(() -> hosts(three, CART).size() == 3);
		assertThat(plan(three).policy().scales()).isEqualTo(Map.of(CART, new Policy.Scale(0, 3, 0)));
		Situation now = join(member(two).placement.situation());
		assertThat(now.explain(CART).sentence()).endsWith("1 by load, 3 by traffic.");
		kill(one);
		await().until(() -> !used(three).contains(one.id()));
		awaitAgreement();
		assertThat(hosts(three, CART)).isEqualTo(Set.of(two.id(), three.id()));
		assertThat(plan(two).policy().scales()).containsEntry(CART, new Policy.Scale(0, 3, 0));
	}

	@Test
	void whatNobodyCallsAnyMoreIsGivenBack() {
		this.callsPerSecond = 12; // the averages forget fewer calls sooner
		InMemoryNode one = startLive("node-1", OptimizeMode.AUTO);
		startLive("node-2", OptimizeMode.AUTO);
		await().until(() -> hosts(one, CART).size() == 2);
		this.callsPerSecond = 0;
		await().atMost(Duration.ofSeconds(60)).until(() -> hosts(one, CART).size() == 1);
		assertThat(plan(one).policy().scales()).isEmpty();
	}

	@Test
	void aSuccessorThatDoesNotPlaceByTrafficGivesUpWhatWasWantedForIt() {
		InMemoryNode one = startLive("node-1", OptimizeMode.AUTO);
		InMemoryNode two = startLive("node-2", OptimizeMode.ADVISE);
		InMemoryNode three = startLive("node-3", OptimizeMode.ADVISE);
		await().until(() -> hosts(three, CART).size() == 3);
		kill(one);
		await().until(() -> hosts(three, CART).size() == 1 && plan(two).policy().scales().isEmpty());
	}

	/** A node that carries out what is planned, and on which code calls the cart. */
	private InMemoryNode startLive(String name, OptimizeMode mode) {
		OptimizeOptions options = new OptimizeOptions(mode, REPORT, REPORT.multipliedBy(3), 100, 10);
		InMemoryNode node = start(name, options, this::report, offer(CART, "1..3"), offer(ADS, "1"));
		member(node).placement.plans().watch((plan) -> {
			for (ServiceId service : List.of(CART, ADS)) {
				boolean here = plan.assignment().count(service, node.id()) > 0;
				member(node).directory
					.publish((content) -> here ? content.withInstance(new Instance(service, InstanceStatus.READY, ""))
							: content.withoutInstance(service));
			}
		});
		return node;
	}

	private NodeReport report(InMemoryNode node) {
		Assignment running = plan(node).assignment();
		NodeId target = (running.count(CART, node.id()) > 0) ? node.id()
				: running.nodesOf(CART).stream().sorted().findFirst().orElse(node.id());
		return new NodeReport(REPORT, List.of(new CallRate(null, CART.name(), target, this.callsPerSecond, 0)), 0,
				List.of());
	}

}
