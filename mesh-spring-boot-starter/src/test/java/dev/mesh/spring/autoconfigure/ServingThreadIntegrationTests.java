package dev.mesh.spring.autoconfigure;

import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.ImportMeshServices;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a service runs that another node calls.
 */
class ServingThreadIntegrationTests {

	private final InProcessNetwork network = new InProcessNetwork();

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need Java 21 or later")
	void callsRunOnVirtualThreadsWhereTheyAreOn() {
		ServingThread thread = calledFromAfar("spring.threads.virtual.enabled=true");
		assertThat(thread.virtual()).isTrue();
		assertThat(thread.name()).startsWith("mesh-rpc-worker-");
	}

	@Test
	void callsRunOnThePoolWhereTheyAreOff() {
		ServingThread thread = calledFromAfar("spring.threads.virtual.enabled=false");
		assertThat(thread.virtual()).isFalse();
		assertThat(thread.name()).startsWith("mesh-rpc-worker-");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "Java 21 and later have virtual threads")
	void callsRunOnThePoolWhereJavaHasNoVirtualThreads() {
		ServingThread thread = calledFromAfar("spring.threads.virtual.enabled=true");
		assertThat(thread.virtual()).isFalse();
		assertThat(thread.name()).startsWith("mesh-rpc-worker-");
	}

	private ServingThread calledFromAfar(String property) {
		ServingThread[] served = new ServingThread[1];
		node("server", property).withUserConfiguration(Server.class)
			.run((server) -> node("client", property).withUserConfiguration(Client.class)
				.run((client) -> served[0] = client.getBean(Whereabouts.class).servingThread()));
		return served[0];
	}

	private ApplicationContextRunner node(String name, String property) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MeshServiceAutoConfiguration.class,
					MeshAutoConfiguration.class))
			.withBean(MeshNodeFactory.class, () -> (spec) -> MeshNode.of(spec, this.network))
			.withPropertyValues("mesh.node.name=" + name, "mesh.cluster-port=0", property);
	}

	public record ServingThread(String name, boolean virtual) {

	}

	public interface Whereabouts {

		ServingThread servingThread();

	}

	@MeshService
	static class ThreadWhereabouts implements Whereabouts {

		@Override
		public ServingThread servingThread() {
			Thread thread = Thread.currentThread();
			return new ServingThread(thread.getName(), isVirtual(thread));
		}

		private static boolean isVirtual(Thread thread) {
			try {
				return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
			}
			catch (NoSuchMethodException ex) {
				return false; // before Java 19 no thread is
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ThreadWhereabouts.class)
	static class Server {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportMeshServices(Whereabouts.class)
	static class Client {

	}

}
