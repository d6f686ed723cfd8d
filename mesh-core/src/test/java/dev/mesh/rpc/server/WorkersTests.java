package dev.mesh.rpc.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

import dev.mesh.rpc.wire.RpcOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class WorkersTests {

	private static final int WORKERS = 2;

	private static final int QUEUE = 3;

	private final CountDownLatch go = new CountDownLatch(1);

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@AfterEach
	void letGo() {
		this.go.countDown();
	}

	@Test
	void thePoolRefusesWhatIsMoreThanItsThreadsAndItsQueueHold() {
		Workers workers = full(false);
		await().untilAsserted(() -> assertThat(this.ran).hasSize(WORKERS));
		refusesUntilThereIsRoom(workers);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need Java 21 or later")
	void asManyVirtualThreadsRunAsPoolAndQueueWouldHold() {
		Workers workers = full(true);
		await().untilAsserted(() -> assertThat(this.ran).hasSize(WORKERS + QUEUE));
		refusesUntilThereIsRoom(workers);
	}

	private Workers full(boolean virtualThreads) {
		RpcOptions defaults = RpcOptions.defaults();
		Workers workers = new Workers(new RpcOptions(defaults.bindAddress(), defaults.port(), defaults.timeout(),
				defaults.maxFrameBytes(), defaults.maxInFlight(), defaults.maxConnections(),
				defaults.handshakeTimeout(), defaults.eventLoops(), WORKERS, QUEUE, virtualThreads, true));
		workers.start();
		for (int i = 0; i < WORKERS + QUEUE; i++) {
			workers.execute(this::waitToGo);
		}
		return workers;
	}

	private void refusesUntilThereIsRoom(Workers workers) {
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> workers.execute(this::waitToGo));
		this.go.countDown();
		await().untilAsserted(() -> assertThat(this.ran).hasSize(WORKERS + QUEUE)
			.allSatisfy((name) -> assertThat(name).startsWith("mesh-rpc-worker-")));
		await().ignoreException(RejectedExecutionException.class).until(() -> {
			workers.execute(this::waitToGo);
			return true;
		});
		workers.stop();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> workers.execute(this::waitToGo));
	}

	private void waitToGo() {
		this.ran.add(Thread.currentThread().getName());
		try {
			this.go.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
