package dev.mesh.watch;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class WatchedValueTests {

	private final WatchedValue<Integer> value = new WatchedValue<>(0);

	private final List<Integer> seen = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.value.close();
	}

	@Test
	void callsAListenerWithTheCurrentValueAndEachNewerOne() {
		this.value.watch(this.seen::add);
		await().until(() -> this.seen.equals(List.of(0)));
		this.value.set(1);
		await().until(() -> this.seen.equals(List.of(0, 1)));
	}

	@Test
	void updatesAreOneStepEach() throws Exception {
		List<Thread> writers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Thread writer = new Thread(() -> {
				for (int n = 0; n < 1000; n++) {
					this.value.update((old) -> old + 1);
				}
			});
			writer.start();
			writers.add(writer);
		}
		for (Thread writer : writers) {
			writer.join();
		}
		assertThat(this.value.get()).isEqualTo(4000);
	}

	@Test
	void aSlowWatcherSkipsToTheLatestAndDelaysNobody() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		List<Integer> slow = new CopyOnWriteArrayList<>();
		this.value.watch((number) -> {
			slow.add(number);
			awaitQuietly(release);
		});
		await().until(() -> slow.size() == 1);
		this.value.watch(this.seen::add);
		for (int i = 1; i <= 100; i++) {
			this.value.set(i);
		}
		await().until(() -> !this.seen.isEmpty() && this.seen.get(this.seen.size() - 1) == 100);
		assertThat(slow).containsExactly(0);
		release.countDown();
		await().until(() -> slow.equals(List.of(0, 100)));
	}

	@Test
	void neverReordersUnderConcurrentWriters() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		AtomicInteger overlaps = new AtomicInteger();
		this.value.watch((number) -> {
			if (calls.incrementAndGet() != 1) {
				overlaps.incrementAndGet();
			}
			this.seen.add(number);
			calls.decrementAndGet();
		});
		Thread other = new Thread(() -> increment(2000));
		other.start();
		increment(2000);
		other.join();
		await().until(() -> this.seen.contains(4000));
		assertThat(this.seen).isSorted().doesNotHaveDuplicates();
		assertThat(overlaps).hasValue(0);
	}

	private void increment(int times) {
		for (int i = 0; i < times; i++) {
			this.value.update((old) -> old + 1);
		}
	}

	@Test
	void aThrowingListenerStaysRegistered() {
		this.value.watch((number) -> {
			this.seen.add(number);
			throw new IllegalStateException("thrown on purpose");
		});
		await().until(() -> this.seen.equals(List.of(0)));
		this.value.set(1);
		await().until(() -> this.seen.equals(List.of(0, 1)));
	}

	@Test
	void aListenerCanUnsubscribeItself() {
		CompletableFuture<Subscription> registration = new CompletableFuture<>();
		registration.complete(this.value.watch((number) -> {
			this.seen.add(number);
			registration.join().close();
		}));
		await().until(() -> this.seen.equals(List.of(0)));
		this.value.set(1);
		List<Integer> other = new CopyOnWriteArrayList<>();
		this.value.watch(other::add);
		await().until(() -> other.contains(1));
		assertThat(this.seen).containsExactly(0);
	}

	@Test
	void aListenerCanSetTheValue() {
		this.value.watch((number) -> {
			if (number < 10) {
				this.value.set(number + 1);
			}
		});
		await().until(() -> this.value.get() == 10);
	}

	@Test
	void settingTheCurrentObjectNotifiesNobody() {
		Integer thousand = Integer.valueOf(1000);
		this.value.set(thousand);
		this.value.watch(this.seen::add);
		await().until(() -> this.seen.size() == 1);
		this.value.set(thousand);
		this.value.set(2000);
		await().until(() -> this.seen.contains(2000));
		assertThat(this.seen).containsExactly(1000, 2000);
	}

	@Test
	void awaitReturnsTheFirstValueThatSatisfies() throws Exception {
		Thread writer = new Thread(() -> this.value.set(7));
		writer.start();
		assertThat(this.value.await((number) -> number == 7, Duration.ofSeconds(10))).isEqualTo(7);
		writer.join();
	}

	@Test
	void awaitTimesOutNamingTheLastValue() {
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.value.await((number) -> number == 7, Duration.ofMillis(5)))
			.withMessageContaining("PT0.005S")
			.withMessageContaining("last was 0");
	}

	@Test
	void awaitWithAnEndlessTimeoutStillEnds() throws Exception {
		assertThat(this.value.await((number) -> number == 0, Duration.ofSeconds(Long.MAX_VALUE))).isZero();
	}

	@Test
	void closeDeliversTheLastValueThenNothing() {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		this.value.watch((number) -> {
			this.seen.add(number);
			entered.countDown();
			awaitQuietly(release);
		});
		awaitQuietly(entered);
		this.value.set(1);
		this.value.close();
		release.countDown();
		await().until(() -> this.seen.equals(List.of(0, 1)));
		this.value.set(2);
		assertThat(this.value.get()).isEqualTo(2);
		assertThat(this.seen).containsExactly(0, 1);
	}

	@Test
	void aWatcherRunsWithTheClassLoaderOfWhoRegisteredIt() throws Exception {
		Thread registering = Thread.currentThread();
		ClassLoader before = registering.getContextClassLoader();
		CompletableFuture<Thread> notifier = new CompletableFuture<>();
		CompletableFuture<ClassLoader> loader = new CompletableFuture<>();
		try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
			registering.setContextClassLoader(own);
			this.value.watch((value) -> {
				notifier.complete(Thread.currentThread());
				loader.complete(Thread.currentThread().getContextClassLoader());
			});
			assertThat(loader.get(10, TimeUnit.SECONDS)).isSameAs(own);
			await().until(() -> notifier.join().getContextClassLoader() != own);
		}
		finally {
			registering.setContextClassLoader(before);
		}
	}

	@Test
	void keepsNoThreadWhenNothingChanges() {
		this.value.watch(this.seen::add);
		await().until(() -> this.seen.size() == 1);
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("mesh-watch-")));
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
