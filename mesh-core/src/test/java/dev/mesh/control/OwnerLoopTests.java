package dev.mesh.control;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OwnerLoopTests {

	private final OwnerLoop loop = new OwnerLoop("mesh-test-loop", 4);

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.loop.close();
	}

	@Test
	void runsTasksInOrderOnItsThread() {
		this.loop.start();
		this.loop.offer(() -> this.ran.add(Thread.currentThread().getName()));
		this.loop.offer(() -> this.ran.add("second"));
		await().until(() -> this.ran.equals(List.of("mesh-test-loop", "second")));
	}

	@Test
	void refusesWhatDoesNotFit() {
		for (int i = 0; i < 4; i++) {
			assertThat(this.loop.offer(() -> this.ran.add("fits"))).isTrue();
		}
		assertThat(this.loop.offer(() -> this.ran.add("one too many"))).isFalse();
		this.loop.start();
		await().until(() -> this.ran.size() == 4);
		assertThat(this.ran).containsOnly("fits");
	}

	@Test
	void aFailingTaskDoesNotEndIt() {
		this.loop.start();
		this.loop.offer(() -> {
			throw new IllegalStateException("thrown on purpose");
		});
		this.loop.offer(() -> this.ran.add("after"));
		await().until(() -> this.ran.equals(List.of("after")));
	}

	@Test
	void timersRunByTimeAndRepeatThoughTheyFail() {
		this.loop.after(Duration.ofMillis(30), () -> this.ran.add("later"));
		this.loop.after(Duration.ofMillis(1), () -> this.ran.add("sooner"));
		CountDownLatch thrice = new CountDownLatch(3);
		this.loop.every(Duration.ofMillis(20), () -> {
			thrice.countDown();
			throw new IllegalStateException("thrown on purpose");
		});
		this.loop.start();
		await().until(() -> this.ran.equals(List.of("sooner", "later")) && thrice.getCount() == 0);
	}

	@Test
	void closeRunsWhatWaitsAndTakesNothingMore() {
		this.loop.offer(() -> this.ran.add("waited"));
		this.loop.start();
		this.loop.close();
		assertThat(this.ran).containsExactly("waited");
		assertThat(this.loop.offer(() -> this.ran.add("late"))).isFalse();
	}

	@Test
	void aTaskCanCloseIt() {
		this.loop.start();
		this.loop.offer(this.loop::close);
		await().until(() -> !this.loop.offer(() -> {
		}));
	}

	@Test
	void loopsThatShareAThreadHaveInboxesTimersAndEndsOfTheirOwn() {
		LoopThread thread = new LoopThread("mesh-test-shared");
		OwnerLoop one = new OwnerLoop(thread, 1);
		OwnerLoop other = new OwnerLoop(thread, 1);
		assertThat(one.offer(() -> this.ran.add("one"))).isTrue();
		assertThat(one.offer(() -> this.ran.add("one too many"))).isFalse();
		other.after(Duration.ofMillis(10), () -> this.ran.add("timer in " + Thread.currentThread().getName()));
		one.start();
		other.start();
		await().until(() -> this.ran.size() == 2);
		assertThat(this.ran).containsExactlyInAnyOrder("one", "timer in mesh-test-shared");
		one.close();
		assertThat(one.offer(() -> this.ran.add("late"))).isFalse();
		assertThat(other.offer(() -> this.ran.add("still there"))).isTrue();
		await().until(() -> this.ran.contains("still there"));
		other.close();
		await().until(() -> isGone("mesh-test-shared"));
	}

	@Test
	void aThreadThatEndedBeginsAgainWithTheNextLoop() {
		LoopThread thread = new LoopThread("mesh-test-again");
		for (int i = 0; i < 200; i++) {
			OwnerLoop next = new OwnerLoop(thread, 1);
			String turn = Integer.toString(i);
			next.offer(() -> this.ran.add(turn));
			next.start();
			next.close();
			assertThat(this.ran).last().isEqualTo(turn);
		}
		await().until(() -> isGone("mesh-test-again"));
	}

	private static boolean isGone(String thread) {
		return Thread.getAllStackTraces().keySet().stream().noneMatch((live) -> live.getName().equals(thread));
	}

}
