package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.wire.LeakDetection;
import dev.mesh.rpc.wire.RpcOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Streams leave nothing behind, however they end: no buffers, no threads, no objects.
 */
@ExtendWith(LeakDetection.class)
class StreamLeakTests {

	private static final int STREAMS = 100;

	private static final int ITEMS = 1000;

	/** Few, so that a hundred streams have them all started at once. */
	private static final int THREADS = 4;

	/** Those of streams, and on two nodes the workers and a few more. */
	private static final int MOST_THREADS = 2 * (RpcOptions.defaults().workers() + 4 + 8);

	private static final int ROUNDS = 5;

	/** Threads that have nothing to do may keep their latest stream: far from each. */
	private static final int MOST_KEPT = 20;

	/** What the virtual machine itself needs, and a tenth of what streams have held. */
	private static final long MOST_KEPT_BYTES = 4 * 1024 * 1024;

	private final Set<Thread> before = Thread.getAllStackTraces().keySet();

	private final WirePair pair = new WirePair(Ticker.class, "ticker", new StreamOptions(
			StreamOptions.defaults().windowItems(), StreamOptions.defaults().windowBytes(), STREAMS + 28, THREADS));

	private final Ticker ticker = this.pair.caller.plane().stub(Ticker.class);

	private final InstanceGate gate = this.pair.hostAt(this.pair.host, new FluxTicker());

	private final Random random = new Random(42);

	@AfterEach
	void stop() {
		this.pair.close();
	}

	@Test
	void hundredStreamsWithCancelsAtRandomLeaveNothingBehind() throws Exception {
		openAndCancel();
		awaitNothingOpen();
		LiveObjects first = LiveObjects.count();
		for (int round = 1; round < ROUNDS; round++) {
			openAndCancel();
			awaitNothingOpen();
			assertThat(started("mesh-stream-")).hasSizeLessThanOrEqualTo(2 * THREADS);
			assertThat(started("mesh-")).hasSizeLessThanOrEqualTo(MOST_THREADS);
			await().untilAsserted(() -> assertHeapIsAsBefore(first));
		}
		this.pair.close();
		await().untilAsserted(() -> assertThat(started("mesh-")).isEmpty());
	}

	private void assertHeapIsAsBefore(LiveObjects first) {
		LiveObjects now = LiveObjects.count();
		assertThat(now.grown(first, MOST_KEPT, "dev.mesh.rpc.stream.", "dev.mesh.rpc.call.", "dev.mesh.rpc.wire.",
				"dev.mesh.rpc.server."))
			.as("classes with more objects than after the first %d streams", STREAMS)
			.isEmpty();
		assertThat(now.bytes() - first.bytes()).as("bytes more than then").isLessThan(MOST_KEPT_BYTES);
	}

	/** Nothing here outlives the method but what streams keep. */
	private void openAndCancel() throws Exception {
		List<Reader<Integer>> readers = new ArrayList<>();
		List<Integer> cancelAfter = new ArrayList<>();
		for (int i = 0; i < STREAMS; i++) {
			int after = this.random.nextInt(2 * ITEMS);
			cancelAfter.add(after);
			Reader<Integer> reader = new Reader<>(Long.MAX_VALUE) {
				@Override
				public void onNext(Integer item) {
					super.onNext(item);
					if (item == after) {
						cancel();
					}
				}
			};
			readers.add(reader);
			this.ticker.ticks(ITEMS).subscribe(reader);
		}
		for (int i = 0; i < readers.size(); i++) {
			Reader<Integer> reader = readers.get(i);
			int expected = Math.min(ITEMS, cancelAfter.get(i) + 1);
			if (cancelAfter.get(i) >= ITEMS) {
				assertThat(reader.awaitEnd()).isNull();
			}
			await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).untilAsserted(() -> {
				assertThat(reader.end.getNow(null)).as("what ended the stream").isNull();
				assertThat(reader.items).hasSize(expected);
			});
		}
	}

	private void awaitNothingOpen() {
		await().until(() -> this.pair.caller.plane().streams().reading() == 0);
		await().until(() -> this.pair.host.plane().streams().serving() == 0);
		await().until(() -> this.gate.inFlight() == 0);
	}

	private List<String> started(String prefix) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith(prefix))
			.toList();
	}

	@Test
	void whatIsOpenIsSeenOnTheHeap() {
		List<Reader<Integer>> open = new ArrayList<>();
		LiveObjects none = LiveObjects.count();
		for (int i = 0; i < STREAMS; i++) {
			open.add(Reader.subscribed(this.ticker.ticks(ITEMS), 10));
		}
		open.forEach((reader) -> await().until(() -> reader.items.size() == 10));
		assertThat(LiveObjects.count().grown(none, MOST_KEPT, "dev.mesh.rpc.")).containsKeys(
				"dev.mesh.rpc.stream.StreamReceiver", "dev.mesh.rpc.stream.StreamSender",
				"dev.mesh.rpc.wire.OpenStream", "dev.mesh.rpc.call.StreamCall", "dev.mesh.rpc.server.ServerCall");
		open.forEach(Reader::cancel);
		awaitNothingOpen();
	}

}
