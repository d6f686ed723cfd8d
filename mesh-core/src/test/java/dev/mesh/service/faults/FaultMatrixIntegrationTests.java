package dev.mesh.service.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.mesh.rpc.CallOutcome;
import dev.mesh.selector.RandomNode;
import dev.mesh.selector.Selectors;
import dev.mesh.service.faults.CallKind.Ended;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What calls to three real processes end in while something befalls one of them. Each run
 * of the service is written down where it happens, so that what the callers are told is
 * held against what was. {@code -Dfaults.calls=18000 -Dfaults.threads=24} makes 100,000
 * of them calls that must not run twice; the table of such a run is in
 * {@code docs/explanation/faults.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixIntegrationTests {

	private static final int CALLS = Integer.getInteger("faults.calls", 600);

	private static final int THREADS = Integer.getInteger("faults.threads", 12);

	@TempDir
	@SuppressWarnings("NullAway.Init") // by JUnit
	private static Path folder;

	@SuppressWarnings("NullAway.Init") // before the first test
	private FaultCluster cluster;

	@BeforeAll
	void start() {
		this.cluster = new FaultCluster(folder, Selectors.of(new RandomNode()));
	}

	@AfterAll
	void stop() {
		this.cluster.close();
	}

	@ParameterizedTest
	@EnumSource
	void callersAreToldWhatHappened(Fault fault) throws Exception {
		this.cluster.heal(fault.process(), "node-2", "node-3");
		Map<CallKind, Queue<Ended>> outcomes = new EnumMap<>(CallKind.class);
		for (CallKind kind : CallKind.values()) {
			outcomes.put(kind, new ConcurrentLinkedQueue<>());
		}
		load(fault, outcomes);
		fault.end(this.cluster);

		Runs runs = new Runs(this.cluster.ran(), fault);
		print(fault, outcomes, runs);
		assertThat(outcomes.get(CallKind.IDEMPOTENT)).as("with two healthy instances")
			.isNotEmpty()
			.allSatisfy((ended) -> assertThat(ended.outcome()).as(ended.id()).isEqualTo(CallOutcome.RESULT));
		outcomes.remove(CallKind.IDEMPOTENT);
		outcomes.values()
			.forEach((ended) -> assertThat(ended).isNotEmpty().allSatisfy((one) -> check(fault, one, runs)));
	}

	private static void check(Fault fault, Ended ended, Runs runs) {
		int times = runs.of(ended);
		switch (ended.outcome()) {
			case RESULT -> assertThat(times).isOne();
			case NOT_EXECUTED -> assertThat(times).isZero();
			case OUTCOME_UNKNOWN -> assertThat(times).isLessThanOrEqualTo(1);
			default -> {
				assertThat(fault.endsInExceptions()).isTrue();
				assertThat(times).isOne();
			}
		}
	}

	private void load(Fault fault, Map<CallKind, Queue<Ended>> outcomes) throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(THREADS);
		AtomicInteger next = new AtomicInteger();
		List<? extends Future<?>> ended = IntStream.range(0, THREADS)
			.mapToObj((thread) -> callers.submit(() -> callAll(fault, next, outcomes)))
			.toList();
		Awaitility.await()
			.pollInterval(Duration.ofMillis(1))
			.atMost(Duration.ofMinutes(10))
			.until(() -> next.get() > CALLS / 4);
		fault.begin(this.cluster);
		callers.shutdown();
		for (Future<?> each : ended) {
			each.get(30, TimeUnit.MINUTES);
		}
	}

	private void callAll(Fault fault, AtomicInteger next, Map<CallKind, Queue<Ended>> outcomes) {
		int number;
		while ((number = next.getAndIncrement()) < CALLS) {
			CallKind kind = CallKind.of(number);
			outcomes.get(kind).addAll(kind.call(this.cluster, fault + "-" + number));
		}
	}

	private static void print(Fault fault, Map<CallKind, Queue<Ended>> outcomes, Runs runs) {
		outcomes.forEach((kind,
				ended) -> System.out.println("| " + fault + " | " + kind + " | "
						+ ended.stream()
							.collect(Collectors.groupingBy(Ended::outcome, TreeMap::new, Collectors.counting()))
						+ " |"));
		System.out.println("| " + fault + " | effects | " + runs.effects() + " |");
	}

}
