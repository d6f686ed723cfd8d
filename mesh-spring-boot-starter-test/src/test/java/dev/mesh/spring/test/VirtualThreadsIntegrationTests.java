package dev.mesh.spring.test;

import java.util.Set;
import java.util.TreeSet;

import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need Java 21 or later")
@MeshTest(nodes = 2, classes = VirtualThreadsIntegrationTests.Application.class,
		properties = "spring.threads.virtual.enabled=true")
class VirtualThreadsIntegrationTests {

	@Test
	void callsFromOtherNodesAreServedOnVirtualThreads(MeshTestCluster cluster) {
		Set<String> threads = new TreeSet<>();
		for (MeshTestNode node : cluster.nodes()) {
			threads.add(node.bean(Whereabouts.class).thread());
		}
		// One node calls its own bean, on the test's thread, and the other one calls it
		// from afar.
		assertThat(threads).hasSize(2)
			.anySatisfy((thread) -> assertThat(thread).startsWith("VirtualThread[").contains("mesh-rpc-worker-"));
	}

	public interface Whereabouts {

		String thread();

	}

	@MeshService(replicas = "1")
	static class ThreadWhereabouts implements Whereabouts {

		@Override
		public String thread() {
			return Thread.currentThread().toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ThreadWhereabouts.class)
	static class Application {

	}

}
