package dev.mesh.benchmarks.calls.load;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.PlainOrderDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DriverTests {

	private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	@ParameterizedTest
	@ValueSource(strings = { "place/1t", "place/8t", "echo-10k/2t", "place/256a", "echo-100b/4096a" })
	void everyCallIsCounted(String id) throws InterruptedException {
		CountingDesk desk = new CountingDesk();
		Taken taken = run(id, desk);
		assertThat(taken.failures()).isZero();
		assertThat(taken.latencies().getTotalCount()).isPositive().isEqualTo(desk.calls.get());
		assertThat(taken.nanos()).isGreaterThanOrEqualTo(NANOS);
		assertThat(taken.used().allocatedBytes()).isPositive();
	}

	@Test
	void largeCallsBesideAreMadeAndNotCounted() throws InterruptedException {
		CountingDesk desk = new CountingDesk();
		Taken taken = run("echo-100b/2t+1m", desk);
		assertThat(taken.latencies().getTotalCount()).isPositive().isLessThan(desk.calls.get());
	}

	@ParameterizedTest
	@ValueSource(strings = { "place/2t", "place/16a" })
	void whatComesBackWrongFailedAndIsNotTimed(String id) throws InterruptedException {
		Taken taken = run(id, new PlainOrderDesk() {

			@Override
			public Order place(Order order) {
				return order;
			}

		});
		assertThat(taken.failures()).isPositive();
		assertThat(taken.latencies().getTotalCount()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "place/2t", "place/16a" })
	void whatThrowsFailed(String id) throws InterruptedException {
		Taken taken = run(id, new PlainOrderDesk() {

			@Override
			public Order place(Order order) {
				throw new IllegalStateException("closed");
			}

		});
		assertThat(taken.failures()).isPositive();
		assertThat(taken.latencies().getTotalCount()).isZero();
	}

	@Test
	void noMoreAreInFlightThanAskedFor() throws InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			AsyncDesk desk = new AsyncDesk(executor);
			assertThat(run("place/16a", desk).failures()).isZero();
			assertThat(desk.most).hasValueBetween(2, 16);
			assertThat(desk.inFlight).hasValue(0);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void asManyThreadsCallAsAskedFor() throws InterruptedException {
		CountDownLatch all = new CountDownLatch(8);
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		run("place/8t", new PlainOrderDesk() {

			@Override
			public Order place(Order order) {
				if (threads.add(Thread.currentThread())) {
					all.countDown();
				}
				return super.place(order);
			}

		});
		assertThat(all.getCount()).isZero();
		assertThat(threads).hasSize(8);
	}

	private static Taken run(String id, PlainOrderDesk desk) throws InterruptedException {
		Cell cell = Cell.of(id);
		return Driver.of(cell.load()).run(cell, desk, NANOS);
	}

	private static final class CountingDesk extends PlainOrderDesk {

		private final AtomicInteger calls = new AtomicInteger();

		@Override
		public Order place(Order order) {
			this.calls.incrementAndGet();
			return super.place(order);
		}

		@Override
		public byte[] echo(byte[] bytes) {
			this.calls.incrementAndGet();
			return super.echo(bytes);
		}

	}

	private static final class AsyncDesk extends PlainOrderDesk {

		private final ExecutorService executor;

		private final AtomicInteger inFlight = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private AsyncDesk(ExecutorService executor) {
			this.executor = executor;
		}

		@Override
		public CompletableFuture<Order> placeAsync(Order order) {
			this.most.accumulateAndGet(this.inFlight.incrementAndGet(), Math::max);
			return CompletableFuture.supplyAsync(() -> {
				this.inFlight.decrementAndGet();
				return place(order);
			}, this.executor);
		}

	}

}
