package dev.mesh.benchmarks.parts;

import java.util.concurrent.TimeUnit;

import dev.mesh.spring.MeshService;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What a call within the node costs over a call of the bean through its interface. The
 * node is the whole product: a Spring Boot application with metrics on, where calls are
 * tracked for the drain, counted and now and then timed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LocalCallBenchmark {

	/**
	 * Call the bean.
	 * @param bean the bean
	 * @return the sum
	 */
	@Benchmark
	public long direct(Bean bean) {
		return bean.adding.add(bean.turn++, 2);
	}

	/**
	 * Call what is injected.
	 * @param node has the bean
	 * @return the sum
	 */
	@Benchmark
	public long injected(Node node) {
		return node.adding.add(node.turn++, 2);
	}

	/**
	 * The bean without a node.
	 */
	@State(Scope.Thread)
	public static class Bean {

		private final Adding adding = new Sum();

		private int turn;

	}

	/**
	 * A node alone that hosts the bean.
	 */
	@State(Scope.Thread)
	@NullUnmarked
	public static class Node {

		private ConfigurableApplicationContext context;

		private Adding adding;

		private int turn;

		/**
		 * Start it; the first call waits until the bean is ready.
		 */
		@Setup
		public void start() {
			this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.registerShutdownHook(false)
				.properties("spring.main.banner-mode=off", "mesh.cluster-name=local-call", "mesh.cluster-port=0")
				.run();
			this.adding = this.context.getBean(Adding.class);
			this.adding.add(1, 2);
		}

		/**
		 * Stop it.
		 */
		@TearDown
		public void stop() {
			this.context.close();
		}

	}

	/**
	 * The contract; its arguments and results leave no garbage.
	 */
	interface Adding {

		long add(int left, long right);

	}

	/**
	 * The bean.
	 */
	@MeshService
	static class Sum implements Adding {

		@Override
		public long add(int left, long right) {
			return left + right;
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Sum.class)
	static class Application {

	}

}
