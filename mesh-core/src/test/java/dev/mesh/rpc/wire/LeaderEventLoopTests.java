package dev.mesh.rpc.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One thread leads at a time, and whatever a call does, somebody does.
 */
class LeaderEventLoopTests {

	private final RpcEventLoops loops = new RpcEventLoops(1);

	private final LeaderEventLoop loop = (LeaderEventLoop) this.loops.loop(0);

	@AfterEach
	void stop() {
		this.loops.stop();
	}

	/** The first time there is nobody to follow, so the call would be run elsewhere. */
	private void serve(Runnable call) {
		await().until(() -> this.loop.submit(() -> ServingThreads.serve(call)).get(10, TimeUnit.SECONDS));
	}

	@Test
	void theThreadOfTheLoopServesCallsOutsideOfTheLoop() throws Exception {
		serve(() -> {
		});
		CompletableFuture<Thread> reading = new CompletableFuture<>();
		CompletableFuture<Thread> serving = new CompletableFuture<>();
		AtomicBoolean inLoop = new AtomicBoolean(true);
		this.loop.execute(() -> {
			reading.complete(Thread.currentThread());
			assertThat(ServingThreads.serve(() -> {
				inLoop.set(this.loop.inEventLoop());
				serving.complete(Thread.currentThread());
			})).isTrue();
		});
		assertThat(serving.get(10, TimeUnit.SECONDS)).isSameAs(reading.get(10, TimeUnit.SECONDS));
		assertThat(inLoop).as("what it offers goes the way of other threads").isFalse();
	}

	@Test
	void aCallThatTakesLongHoldsNobodyUp() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		serve(() -> {
			entered.countDown();
			awaitUninterruptibly(held);
		});
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.loop.submit(() -> "read on").get(10, TimeUnit.SECONDS)).isEqualTo("read on");
		held.countDown();
		assertThat(this.loop.submit(() -> "still").get(10, TimeUnit.SECONDS)).isEqualTo("still");
	}

	@Test
	void manyCallsAtATimeMayTakeLong() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		AtomicInteger entered = new AtomicInteger();
		for (int i = 0; i < 10; i++) {
			serve(() -> {
				entered.incrementAndGet();
				awaitUninterruptibly(held);
			});
		}
		await().until(() -> entered.get() == 10);
		assertThat(this.loop.submit(() -> "read on").get(10, TimeUnit.SECONDS)).isEqualTo("read on");
		held.countDown();
		serve(() -> {
		});
	}

	@Test
	void aCallThatIsAboutToWaitLetsAnotherThreadLead() throws Exception {
		CompletableFuture<String> waited = new CompletableFuture<>();
		serve(() -> {
			CountDownLatch read = new CountDownLatch(1);
			this.loop.execute(read::countDown);
			ServingThreads.aboutToWait();
			awaitUninterruptibly(read);
			waited.complete("read by another");
		});
		assertThat(waited.get(10, TimeUnit.SECONDS)).isEqualTo("read by another");
	}

	@Test
	void aCallMayWaitForOneThatCameUpDuringIt() throws Exception {
		CompletableFuture<String> waited = new CompletableFuture<>();
		serve(() -> {
			CountDownLatch served = new CountDownLatch(1);
			assertThat(ServingThreads.serve(served::countDown)).isTrue();
			awaitUninterruptibly(served);
			waited.complete("served by another");
		});
		assertThat(waited.get(10, TimeUnit.SECONDS)).isEqualTo("served by another");
	}

	@Test
	void threadsThatTakeNoPartServeNothing() {
		assertThat(ServingThreads.serve(() -> {
		})).isFalse();
		ServingThreads.aboutToWait();
	}

	@Test
	void aCallThatThrowsEndsNothing() throws Exception {
		serve(() -> {
			throw new IllegalStateException("a defect");
		});
		assertThat(this.loop.submit(() -> "read on").get(10, TimeUnit.SECONDS)).isEqualTo("read on");
	}

	@Test
	void theLoopEndsWhileACallIsHeldAndInterruptsIt() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		serve(() -> {
			entered.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
		});
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		this.loops.stop();
		assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.loop.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void oneThreadLeadsAtATimeHoweverOftenTheLeadChanges() throws Exception {
		int rounds = 2_000;
		int[] counted = new int[1];
		AtomicInteger served = new AtomicInteger();
		for (int i = 0; i < rounds; i++) {
			long pause = (i % 50 == 0) ? TimeUnit.MILLISECONDS.toNanos(4) : i % 3;
			this.loop.execute(() -> {
				counted[0]++;
				Runnable call = () -> {
					if (pause > 0) {
						LockSupport.parkNanos(pause);
					}
					this.loop.execute(() -> counted[0]++);
					served.incrementAndGet();
				};
				if (!ServingThreads.serve(call)) {
					call.run();
				}
			});
			if (i % 100 == 0) {
				this.loop.submit(() -> {
				}).get(10, TimeUnit.SECONDS);
			}
		}
		await().until(() -> served.get() == rounds);
		assertThat(this.loop.submit(() -> counted[0]).get(10, TimeUnit.SECONDS)).isEqualTo(2 * rounds);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean interrupted = false;
		while (true) {
			try {
				latch.await();
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
