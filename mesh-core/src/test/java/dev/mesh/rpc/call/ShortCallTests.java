package dev.mesh.rpc.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.MeshCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls of methods that are short are served by the thread that reads them, and nobody
 * suffers if one of them is not.
 */
class ShortCallTests {

	/** Far more than it takes on a quiet machine, where each is over in microseconds. */
	private static final int CALLS = 20_000;

	private final WirePair pair = new WirePair(Desk.class, "desk");

	private final CountDownLatch release = new CountDownLatch(1);

	private final Desk desk = this.pair.caller.plane().stub(Desk.class);

	@AfterEach
	void stop() {
		this.release.countDown();
		this.pair.close();
	}

	private void host() {
		this.pair.hostAt(this.pair.host, new SlowDesk());
	}

	/** Other threads run the first ones, until the method has shown what it takes. */
	private void becomeShort() {
		for (int i = 0; i < CALLS && isWorker(this.desk.thread(false)); i++) {
			// one more
		}
		assertThat(isWorker(this.desk.thread(false))).isFalse();
	}

	private static boolean isWorker(String thread) {
		return thread.startsWith("mesh-rpc-worker-");
	}

	@Test
	void workersServeMethodsOfWhichNothingIsKnown() {
		host();
		assertThat(isWorker(this.desk.thread(false))).isTrue();
	}

	@Test
	void theReadingThreadServesMethodsThatHaveBeenShort() {
		host();
		becomeShort();
	}

	@Test
	void theReadingThreadServesMethodsThatAreInline() {
		host();
		await().until(() -> !isWorker(this.desk.inline()));
	}

	@Test
	void workersServeLargeRequestsOfMethodsThatHaveBeenShort() {
		host();
		byte[] small = new byte[64];
		byte[] large = new byte[100_000];
		for (int i = 0; i < CALLS && isWorker(this.desk.take(small)); i++) {
			// one more
		}
		assertThat(isWorker(this.desk.take(small))).isFalse();
		assertThat(isWorker(this.desk.take(large))).isTrue();
	}

	@Test
	void aShortMethodThatWaitsOnceHoldsUpNeitherOthersNorItself() throws Exception {
		host();
		becomeShort();
		CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> this.desk.thread(true),
				(task) -> new Thread(task, "mesh-test-caller").start());
		for (int i = 0; i < 100; i++) {
			assertThat(this.desk.thread(false)).startsWith("mesh-rpc-");
		}
		assertThat(waiting).isNotDone();
		this.release.countDown();
		assertThat(waiting.get(20, TimeUnit.SECONDS)).startsWith("mesh-rpc-");
	}

	@Test
	void aShortMethodMayWaitForWhatItsOwnThreadWouldRead() {
		host();
		await().until(() -> !isWorker(this.desk.inline()));
		assertThat(this.desk.nested()).isEqualTo("hello");
	}

	@Test
	void aShortMethodThatBecomesSlowGoesToWorkersAgain() {
		host();
		for (int i = 0; i < CALLS && isWorker(this.desk.sleep(0)); i++) {
			// one more
		}
		assertThat(isWorker(this.desk.sleep(0))).isFalse();
		for (int i = 0; i < CALLS && !isWorker(this.desk.sleep(1)); i++) {
			// one more
		}
		assertThat(isWorker(this.desk.sleep(1))).isTrue();
	}

	/**
	 * What is called.
	 */
	interface Desk {

		String thread(boolean waiting);

		@MeshCall(inline = true)
		String inline();

		@MeshCall(inline = true)
		String nested();

		String sleep(int millis);

		String echo(String word);

		String take(byte[] bytes);

	}

	/**
	 * Waits when it is told to.
	 */
	private final class SlowDesk implements Desk {

		@Override
		public String thread(boolean waiting) {
			if (waiting) {
				try {
					ShortCallTests.this.release.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException("nobody interrupts it, and yet it was", ex);
				}
			}
			return Thread.currentThread().getName();
		}

		@Override
		public String inline() {
			return Thread.currentThread().getName();
		}

		/** The request comes over the connection that this very thread reads. */
		@Override
		public String nested() {
			return ShortCallTests.this.desk.echo("hello");
		}

		@Override
		public String sleep(int millis) {
			try {
				TimeUnit.MILLISECONDS.sleep(millis);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("nobody interrupts it, and yet it was", ex);
			}
			return Thread.currentThread().getName();
		}

		@Override
		public String echo(String word) {
			return word;
		}

		@Override
		public String take(byte[] bytes) {
			return Thread.currentThread().getName();
		}

	}

}
