package dev.mesh.benchmarks.calls.load;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WindowTests {

	@Test
	void theWaiterMissesNoCompletion() throws InterruptedException {
		Window window = new Window();
		int count = 200_000;
		Thread completing = new Thread(() -> {
			for (int i = 0; i < count; i++) {
				window.complete();
			}
		}, "mesh-bench-completing");
		completing.start();
		for (int i = 1; i <= count; i += 7) {
			assertThat(window.await(i, TimeUnit.SECONDS.toNanos(30))).isGreaterThanOrEqualTo(i);
		}
		completing.join();
		assertThat(window.completed()).isEqualTo(count);
	}

	@Test
	void theWaiterDoesNotWaitForEver() throws InterruptedException {
		Window window = new Window();
		window.complete();
		assertThat(window.await(2, 1000)).isEqualTo(1);
	}

}
