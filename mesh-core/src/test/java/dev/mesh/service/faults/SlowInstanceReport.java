package dev.mesh.service.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mesh.selector.Selectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers notice when one of three instances becomes twenty times slower: prints the
 * 99th percentile second by second, and how many calls were sent again. It measures, so
 * it is no part of the build; run it by name.
 */
class SlowInstanceReport {

	private static final int THREADS = 8;

	private static final int SECONDS = 30;

	private static final int SLOW_AFTER = 10;

	@TempDir
	@SuppressWarnings("NullAway.Init") // by JUnit
	private static Path folder;

	@Test
	void printsWhatCallersNotice() throws Exception {
		List<List<Long>> perSecond = new ArrayList<>();
		for (int i = 0; i <= SECONDS; i++) {
			perSecond.add(Collections.synchronizedList(new ArrayList<>()));
		}
		try (FaultCluster cluster = new FaultCluster(folder, Selectors.defaults())) {
			cluster.heal("node-1", "node-2", "node-3");
			List.of("node-1", "node-2", "node-3").forEach((name) -> cluster.process(name).tell("slow 5"));
			run(cluster, perSecond);
			int calls = perSecond.stream().mapToInt(List::size).sum();
			for (int i = 0; i < SECONDS; i++) {
				List<Long> sorted = perSecond.get(i).stream().sorted().toList();
				if (!sorted.isEmpty()) {
					System.out.printf(Locale.ROOT, "second %2d: %5d calls, p50 %6.1f ms, p99 %6.1f ms%n", i,
							sorted.size(), sorted.get(sorted.size() / 2) / 1e6,
							sorted.get(sorted.size() * 99 / 100) / 1e6);
				}
			}
			System.out.printf(Locale.ROOT, "%d calls, %d sent again (%.1f %%)%n", calls, cluster.sentAgain.get(),
					cluster.sentAgain.get() * 100.0 / calls);
			assertThat(cluster.sentAgain.get()).isLessThanOrEqualTo(calls / 10 + 100);
		}
	}

	private static void run(FaultCluster cluster, List<List<Long>> perSecond) throws InterruptedException {
		ExecutorService callers = Executors.newFixedThreadPool(THREADS);
		AtomicBoolean over = new AtomicBoolean();
		long start = System.nanoTime();
		for (int i = 0; i < THREADS; i++) {
			callers.execute(() -> {
				while (!over.get()) {
					long began = System.nanoTime();
					cluster.ledger().read("x");
					int second = (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
					perSecond.get(Math.min(second, SECONDS)).add(System.nanoTime() - began);
				}
			});
		}
		callers.awaitTermination(SLOW_AFTER, TimeUnit.SECONDS);
		cluster.process("node-1").tell("slow 100");
		callers.awaitTermination(SECONDS - SLOW_AFTER, TimeUnit.SECONDS);
		over.set(true);
		callers.shutdown();
		callers.awaitTermination(30, TimeUnit.SECONDS);
	}

}
