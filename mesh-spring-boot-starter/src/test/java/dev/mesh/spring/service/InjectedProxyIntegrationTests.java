package dev.mesh.spring.service;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;

import com.sun.management.ThreadMXBean;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.MeshService;
import dev.mesh.spring.autoconfigure.MeshAutoConfiguration;
import dev.mesh.spring.autoconfigure.MeshServiceAutoConfiguration;
import dev.mesh.spring.autoconfigure.metrics.MeshMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a caller injects costs what the stub costs: nothing lies in between, and a local
 * call leaves no garbage, metrics or not.
 */
class InjectedProxyIntegrationTests {

	private static final int CALLS = 20_000;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MeshServiceAutoConfiguration.class,
				MeshAutoConfiguration.class, MeshMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withUserConfiguration(Application.class)
		.withPropertyValues("mesh.cluster-port=0");

	@Test
	void callersInjectTheStubItself() {
		this.runner.run((context) -> {
			Adding injected = context.getBean(Caller.class).adding;
			assertThat(injected).isSameAs(context.getBean(MeshNode.class).proxy(Adding.class));
			assertThat(AopUtils.isAopProxy(injected)).isFalse();
			assertThat(Proxy.isProxyClass(injected.getClass())).isFalse();
			assertThat(injected.getClass().getSuperclass()).isEqualTo(Object.class);
		});
	}

	@Test
	void aLocalCallIsCountedAndAllocatesNothing() {
		this.runner.run((context) -> {
			Adding injected = context.getBean(Caller.class).adding;
			assertThat(allocated(injected)).isLessThan(CALLS);
			assertThat(
					context.getBean(MeterRegistry.class).get("mesh.local.calls").tag("method", "add").functionCounter())
				.satisfies((counter) -> assertThat(counter.count()).isEqualTo(CALLS + 100));
		});
	}

	/** Below one byte per call is what the runtime itself may need meanwhile. */
	private static long allocated(Adding adding) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		for (int i = 0; i < 100; i++) {
			adding.add(i, 2);
		}
		long id = Thread.currentThread().getId();
		long before = threads.getThreadAllocatedBytes(id);
		for (int i = 0; i < CALLS; i++) {
			adding.add(i, 2);
		}
		return threads.getThreadAllocatedBytes(id) - before;
	}

	interface Adding {

		long add(int left, long right);

	}

	@MeshService(name = "adding")
	static class PlainAdding implements Adding {

		@Override
		public long add(int left, long right) {
			return left + right;
		}

	}

	static final class Caller {

		private final Adding adding;

		Caller(Adding adding) {
			this.adding = adding;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainAdding.class, Caller.class })
	static class Application {

	}

}
