package dev.mesh.spring.service;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;

import com.sun.management.ThreadMXBean;
import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.rpc.CallObserver;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.MeshService;
import dev.mesh.spring.autoconfigure.MeshNodeFactory;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers inject costs what the stub costs: nothing lies in between, and a local
 * call leaves no garbage, with metrics, transactions and all other auto-configuration on.
 */
class InjectedStubTests {

	private static final int CALLS = 20_000;

	private static final int ROUNDS = 10;

	private final InProcessNetwork network = new InProcessNetwork();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withBean(MeshNodeFactory.class, () -> (spec) -> MeshNode.of(spec, this.network))
		.withPropertyValues("mesh.cluster-port=0");

	@Test
	void callersInjectTheStubItself() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(MeterRegistry.class).getBeans(CallObserver.class).isNotEmpty();
			Caller caller = context.getBean(Caller.class);
			assertIsStub(context.getBean(MeshNode.class), Adding.class, caller.adding);
			assertIsStub(context.getBean(MeshNode.class), Booking.class, caller.booking);
		});
	}

	@Test
	void aLocalCallIsCountedAndAllocatesNothing() {
		this.runner.run((context) -> {
			Adding injected = context.getBean(Caller.class).adding;
			for (int i = 0; i < 100; i++) {
				injected.add(i, 2);
			}
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			double countedBefore = counted(registry);
			assertThat(allocated(injected)).isLessThan(CALLS);
			assertThat(counted(registry) - countedBefore).isEqualTo(ROUNDS * CALLS);
		});
	}

	/** A hidden class is neither the JDK's proxy nor CGLIB's: those have names. */
	private static <T> void assertIsStub(MeshNode node, Class<T> contract, T injected) {
		assertThat(injected).isSameAs(node.proxy(contract));
		assertThat(AopUtils.isAopProxy(injected)).isFalse();
		assertThat(Proxy.isProxyClass(injected.getClass())).isFalse();
		assertThat(injected.getClass().isHidden()).isTrue();
		assertThat(injected.getClass().getInterfaces()).containsExactly(contract);
		assertThat(injected.getClass().getSuperclass()).isEqualTo(Object.class);
	}

	private static double counted(MeterRegistry registry) {
		return registry.get("mesh.local.calls").tag("service", "adding").tag("method", "add").functionCounter().count();
	}

	/**
	 * Of the round with the least: the first calls are looked at more often, for who
	 * calls whom, and below one byte per call is what the runtime itself may need.
	 */
	private static long allocated(Adding adding) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long id = Thread.currentThread().getId();
		long least = Long.MAX_VALUE;
		for (int round = 0; round < ROUNDS; round++) {
			long before = threads.getThreadAllocatedBytes(id);
			for (int i = 0; i < CALLS; i++) {
				adding.add(i, 2);
			}
			least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
		}
		return least;
	}

	interface Adding {

		long add(int left, long right);

	}

	interface Booking {

		long book(int seat);

	}

	@MeshService
	static class PlainAdding implements Adding {

		@Override
		public long add(int left, long right) {
			return left + right;
		}

	}

	@MeshService
	static class TransactionalBooking implements Booking {

		@Override
		@Transactional
		public long book(int seat) {
			return seat;
		}

	}

	static final class Caller {

		private final Adding adding;

		private final Booking booking;

		Caller(Adding adding, Booking booking) {
			this.adding = adding;
			this.booking = booking;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableTransactionManagement
	@Import({ PlainAdding.class, TransactionalBooking.class, Caller.class })
	static class Application {

	}

}
