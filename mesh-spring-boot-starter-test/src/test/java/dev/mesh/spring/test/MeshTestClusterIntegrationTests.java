package dev.mesh.spring.test;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Node;
import dev.mesh.directory.DirectorySnapshot.HostedInstance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@MeshTest(nodes = 3, classes = MeshTestClusterIntegrationTests.Application.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MeshTestClusterIntegrationTests {

	@Test
	@Order(1)
	void everyNodeReachesTheOneInstance(MeshTestCluster cluster) {
		Set<String> answers = cluster.nodes()
			.stream()
			.map((node) -> node.bean(Greeter.class).greet("Ada"))
			.collect(Collectors.toSet());
		assertThat(answers).hasSize(1).first().asString().startsWith("Hello Ada from node-");
	}

	@Test
	@Order(2)
	void instanceMovesWhenItsNodeIsKilled(MeshTestCluster cluster) {
		int host = number(hosts(cluster.node(1)).get(0).node());
		cluster.kill(host);
		cluster.awaitSettled();
		assertThat(cluster.nodes()).hasSize(2)
			.allSatisfy((node) -> assertThat(node.bean(Greeter.class).greet("Bob")).startsWith("Hello Bob"));
	}

	@Test
	@Order(3)
	void instanceMovesWhenItsNodeIsStopped(MeshTestCluster cluster) {
		MeshTestNode any = cluster.nodes().get(0);
		cluster.stop(number(hosts(any).get(0).node()));
		cluster.awaitSettled();
		MeshTestNode added = cluster.add();
		cluster.awaitSettled();
		assertThat(added.bean(Greeter.class).greet("Cy")).startsWith("Hello Cy");
	}

	@Test
	@Order(4)
	void sidesOfAPartitionSettleAloneAndTogetherAgain(MeshTestCluster cluster) {
		List<MeshTestNode> nodes = cluster.nodes();
		cluster.partition(new int[] { number(nodes.get(0)) }, new int[] { number(nodes.get(1)) });
		cluster.awaitSettled(nodes.subList(0, 1));
		cluster.awaitSettled(nodes.subList(1, 2));
		cluster.heal();
		cluster.awaitSettled();
		assertThat(hosts(nodes.get(0))).hasSize(1);
	}

	private static List<HostedInstance> hosts(MeshTestNode node) {
		return node.mesh()
			.directory()
			.snapshot()
			.instancesOf("greeter")
			.stream()
			.filter((hosted) -> hosted.instance().status() == InstanceStatus.READY)
			.toList();
	}

	private static int number(Node node) {
		return Integer.parseInt(node.name().substring("node-".length()));
	}

	private static int number(MeshTestNode node) {
		return Integer.parseInt(node.name().substring("node-".length()));
	}

	public interface Greeter {

		String greet(String name);

	}

	@MeshService(replicas = "1")
	static class PoliteGreeter implements Greeter {

		private final MeshCluster cluster;

		PoliteGreeter(MeshCluster cluster) {
			this.cluster = cluster;
		}

		@Override
		public String greet(String name) {
			return "Hello " + name + " from " + this.cluster.self().name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(PoliteGreeter.class)
	static class Application {

	}

}
