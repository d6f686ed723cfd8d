package dev.mesh.rpc.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.directory.ServiceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceGateTests {

	private final InstanceGate gate = new InstanceGate(new ServiceId("s", "1"), "bean");

	@Test
	void anOpenGateLetsCallsIn() throws Exception {
		assertThat(this.gate.enter()).isTrue();
		assertThat(this.gate.inFlight()).isOne();
		assertThat(this.gate.awaitIdle(Duration.ZERO)).isFalse();
		this.gate.exit();
		assertThat(this.gate.inFlight()).isZero();
	}

	@Test
	void aClosedGateIsIdleWhenTheLastCallHasLeft() throws Exception {
		assertThat(this.gate.enter()).isTrue();
		this.gate.close();
		assertThat(this.gate.enter()).isFalse();
		assertThat(this.gate.awaitIdle(Duration.ofMillis(1))).isFalse();
		Thread leaver = new Thread(this.gate::exit, "test-leaver");
		leaver.start();
		assertThat(this.gate.awaitIdle(Duration.ofSeconds(10))).isTrue();
		leaver.join();
	}

	@Test
	void callsAreCountedByMethodAsTheyEnter() {
		assertThat(this.gate.nextCall(3)).isZero();
		assertThat(this.gate.enter(3)).isTrue();
		assertThat(this.gate.enter(1)).isTrue();
		assertThat(this.gate.enter()).isTrue();
		this.gate.exit();
		assertThat(this.gate.enter(3)).isTrue();
		assertThat(this.gate.nextCall(3)).isEqualTo(2);
		assertThat(this.gate.entered(3)).isEqualTo(2);
		assertThat(this.gate.entered(1)).isOne();
		assertThat(this.gate.entered(7)).isZero();
		assertThat(this.gate.inFlight()).isEqualTo(3);
	}

	@Test
	void closingTwiceIsClosingOnce() {
		assertThat(this.gate.close()).isNotNull();
		assertThat(this.gate.close().toCompletableFuture()).isCompleted();
	}

	@Test
	void noCallIsInsideOnceTheGateIsIdle() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(3);
		try {
			for (int round = 0; round < 2000; round++) {
				raceOneClose(callers);
			}
		}
		finally {
			callers.shutdownNow();
		}
	}

	private static void raceOneClose(ExecutorService callers) throws Exception {
		InstanceGate gate = new InstanceGate(new ServiceId("s", "1"), "bean");
		AtomicInteger inside = new AtomicInteger();
		List<Future<?>> running = new ArrayList<>();
		for (int caller = 0; caller < 3; caller++) {
			running.add(callers.submit(() -> {
				while (gate.enter()) {
					inside.incrementAndGet();
					inside.decrementAndGet();
					gate.exit();
				}
			}));
		}
		gate.close();
		assertThat(gate.awaitIdle(Duration.ofSeconds(10))).isTrue();
		assertThat(inside).hasValue(0);
		for (Future<?> future : running) {
			future.get();
		}
		assertThat(gate.inFlight()).isZero();
	}

}
