package dev.mesh.rpc.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxTests {

	private static final int THREADS = 4;

	private static final int EACH = 50_000;

	private final RpcEventLoops loops = new RpcEventLoops(1);

	@AfterEach
	void stop() {
		this.loops.stop();
	}

	@Test
	void eachItemIsTakenOnceAndThoseOfOneThreadInTheirOrder() throws Exception {
		EventLoop loop = this.loops.loop(0);
		List<Numbered> taken = new ArrayList<>();
		AtomicInteger bursts = new AtomicInteger();
		CountDownLatch all = new CountDownLatch(THREADS * EACH);
		Outbox<Numbered> outbox = new Outbox<>(loop, (item) -> {
			assertThat(loop.inEventLoop()).isTrue();
			taken.add(item);
			all.countDown();
		}, bursts::incrementAndGet);
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < THREADS; t++) {
			int thread = t;
			threads.add(new Thread(() -> {
				for (int i = 0; i < EACH; i++) {
					outbox.offer(new Numbered(thread, i));
				}
			}, "mesh-test-offering"));
		}
		threads.forEach(Thread::start);
		assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
		List<Numbered> seen = loop.submit(() -> List.copyOf(taken)).get(10, TimeUnit.SECONDS);
		for (int t = 0; t < THREADS; t++) {
			int thread = t;
			assertThat(seen.stream().filter((item) -> item.thread == thread).mapToInt((item) -> item.number).toArray())
				.hasSize(EACH)
				.isSorted();
		}
		assertThat(bursts.get()).isPositive();
	}

	@Test
	void whatIsOfferedToALoopThatHasEndedIsTakenAtOnce() {
		EventLoop loop = this.loops.loop(0);
		this.loops.stop();
		List<Numbered> taken = new ArrayList<>();
		Outbox<Numbered> outbox = new Outbox<>(loop, taken::add, () -> {
		});
		outbox.offer(new Numbered(0, 0));
		assertThat(taken).hasSize(1);
	}

	/**
	 * What is offered.
	 */
	private static final class Numbered extends Outbox.Item<Numbered> {

		private final int thread;

		private final int number;

		private Numbered(int thread, int number) {
			this.thread = thread;
			this.number = number;
		}

	}

}
