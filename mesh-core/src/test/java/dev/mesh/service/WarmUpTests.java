package dev.mesh.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WarmUpTests {

	private static final Duration NEVER = Duration.ofHours(1);

	private final CountDownLatch go = new CountDownLatch(1);

	private final AtomicInteger runs = new AtomicInteger();

	@Test
	void endsWhenAllIsLoaded() {
		WarmUp warmUp = new WarmUp(this::load, NEVER);
		CompletableFuture<Void> ended = warmUp.ended().toCompletableFuture();
		warmUp.begin();
		assertThat(ended).isNotDone();
		this.go.countDown();
		assertThat(ended).succeedsWithin(Duration.ofSeconds(30));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.001S", "PT0.0001S", "PT0S" })
	void nobodyWaitsBeyondTheLimit(Duration limit) {
		WarmUp warmUp = new WarmUp(this::load, limit);
		warmUp.begin();
		assertThat(warmUp.ended()).succeedsWithin(Duration.ofSeconds(30));
		assertThat(this.runs).hasValue(0);
		this.go.countDown();
	}

	@Test
	void aFailureEndsItToo() {
		WarmUp warmUp = new WarmUp(() -> {
			throw new NoClassDefFoundError("a class that is not there");
		}, NEVER);
		warmUp.begin();
		assertThat(warmUp.ended()).succeedsWithin(Duration.ofSeconds(30));
	}

	@Test
	void loadsOnceHoweverOftenTheNodeStarts() {
		this.go.countDown();
		WarmUp warmUp = new WarmUp(this::load, NEVER);
		for (int i = 0; i < 3; i++) {
			warmUp.begin();
			assertThat(warmUp.ended()).succeedsWithin(Duration.ofSeconds(30));
		}
		assertThat(this.runs).hasValue(1);
	}

	private void load() {
		try {
			this.go.await();
			this.runs.incrementAndGet();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
