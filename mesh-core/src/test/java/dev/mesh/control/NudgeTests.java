package dev.mesh.control;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class NudgeTests {

	private final OwnerLoop loop = new OwnerLoop("nudge-tests", 2);

	private final AtomicInteger runs = new AtomicInteger();

	private final CountDownLatch release = new CountDownLatch(1);

	private final CountDownLatch held = new CountDownLatch(1);

	@BeforeEach
	void start() {
		this.loop.start();
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.loop.close();
	}

	@Test
	void whatIsAskedForManyTimesRunsOnce() throws InterruptedException {
		Nudge nudge = new Nudge(this.loop, this.runs::incrementAndGet);
		hold();
		for (int i = 0; i < 100; i++) {
			nudge.ask();
		}
		this.release.countDown();
		runAll();
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void whatIsAskedForWhileItRunsRunsAgain() {
		Nudge[] nudge = new Nudge[1];
		nudge[0] = new Nudge(this.loop, () -> {
			if (this.runs.incrementAndGet() == 1) {
				nudge[0].ask();
			}
		});
		nudge[0].ask();
		await().until(() -> this.runs.get() == 2);
	}

	@Test
	void whereTheInboxIsFullItMayBeAskedForAgain() throws InterruptedException {
		Nudge nudge = new Nudge(this.loop, this.runs::incrementAndGet);
		hold();
		while (this.loop.offer(() -> {
		})) {
			assertThat(this.runs).hasValue(0);
		}
		nudge.ask();
		this.release.countDown();
		runAll();
		assertThat(this.runs).hasValue(0);
		nudge.ask();
		runAll();
		assertThat(this.runs).hasValue(1);
	}

	private void hold() throws InterruptedException {
		this.loop.offer(() -> {
			this.held.countDown();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		this.held.await();
	}

	private void runAll() throws InterruptedException {
		CountDownLatch reached = new CountDownLatch(1);
		await().until(() -> this.loop.offer(reached::countDown));
		reached.await();
	}

}
