package dev.mesh.service.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.mesh.rpc.CallOutcome;
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
 * held against what was. {@code -Dfaults.calls} sets how many calls a fault gets.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixIntegrationTests {

	private static final int CALLS = Integer.getInteger("faults.calls", 1500);

	private static final int THREADS = 12;

	@TempDir
	@SuppressWarnings("NullAway.Init") // by JUnit
	private static Path folder;

	@SuppressWarnings("NullAway.Init") // before the first test
	private FaultCluster cluster;

	@BeforeAll
	void start() {
		this.cluster = new FaultCluster(folder);
	}

	@AfterAll
	void stop() {
		this.cluster.close();
	}

	@ParameterizedTest
	@EnumSource
	void callersAreToldWhatHappened(Fault fault) throws Exception {
		this.cluster.heal();
		Map<Kind, Map<String, CallOutcome>> outcomes = new EnumMap<>(Kind.class);
		for (Kind kind : Kind.values()) {
			outcomes.put(kind, new ConcurrentHashMap<>());
		}
		load(fault, outcomes);
		fault.end.accept(this.cluster.processes.get(0));

		Map<String, Long> runs = this.cluster.ran()
			.stream()
			.filter((line) -> line.startsWith("write " + fault))
			.collect(Collectors.groupingBy((line) -> line.substring(6), Collectors.counting()));
		print(fault, outcomes);
		assertThat(outcomes.get(Kind.IDEMPOTENT)).as("with two healthy instances")
			.allSatisfy((id, outcome) -> assertThat(outcome).as(id).isEqualTo(CallOutcome.RESULT));
		for (Kind kind : List.of(Kind.ONCE, Kind.KEYED)) {
			outcomes.get(kind).forEach((id, outcome) -> {
				long times = runs.getOrDefault(id, 0L);
				switch (outcome) {
					case RESULT -> assertThat(times).as(id).isOne();
					case NOT_EXECUTED -> assertThat(times).as(id).isZero();
					case OUTCOME_UNKNOWN -> assertThat(times).as(id).isLessThanOrEqualTo(1);
					// An interrupted run says so itself.
					default -> assertThat(fault).as(id + " " + outcome).isIn(Fault.TERMINATED, Fault.HUNG);
				}
			});
		}
	}

	private void load(Fault fault, Map<Kind, Map<String, CallOutcome>> outcomes) throws InterruptedException {
		ExecutorService callers = Executors.newFixedThreadPool(THREADS);
		AtomicInteger next = new AtomicInteger();
		for (int i = 0; i < THREADS; i++) {
			callers.execute(() -> {
				int number;
				while ((number = next.getAndIncrement()) < CALLS) {
					Kind kind = Kind.values()[number % 3];
					String id = fault + "-" + number;
					outcomes.getOrDefault(kind, Map.of()).put(id, call(kind, id));
				}
			});
		}
		Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> next.get() > CALLS / 4);
		fault.begin.accept(this.cluster.processes.get(0));
		callers.shutdown();
		assertThat(callers.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
	}

	private CallOutcome call(Kind kind, String id) {
		try {
			assertThat(kind.call.apply(this.cluster.ledger()).apply(id)).isEqualTo(id);
			return CallOutcome.RESULT;
		}
		catch (RuntimeException ex) {
			return CallOutcome.of(ex);
		}
	}

	private static void print(Fault fault, Map<Kind, Map<String, CallOutcome>> outcomes) {
		outcomes.forEach((kind,
				ended) -> System.out.println(fault + " x " + kind + ": " + ended.values()
					.stream()
					.collect(Collectors.groupingBy((outcome) -> outcome, TreeMap::new, Collectors.counting()))));
	}

	/**
	 * How a call may be repeated.
	 */
	private enum Kind {

		IDEMPOTENT((ledger) -> ledger::read),

		ONCE((ledger) -> ledger::write),

		KEYED((ledger) -> (id) -> ledger.writeFor("account-" + id.hashCode() % 100, id));

		@SuppressWarnings("ImmutableEnumChecker") // it has no state
		private final Function<Ledger, Function<String, String>> call;

		Kind(Function<Ledger, Function<String, String>> call) {
			this.call = call;
		}

	}

	/**
	 * What befalls a process.
	 */
	private enum Fault {

		KILLED((process) -> process.signal("KILL"), FaultProcess::awaitEnd),

		HUNG((process) -> process.signal("STOP"), (process) -> {
			process.signal("CONT");
			process.signal("KILL");
			process.awaitEnd();
		}),

		TERMINATED((process) -> process.signal("TERM"), FaultProcess::awaitEnd),

		SLOW((process) -> process.tell("slow 2000"), (process) -> process.tell("well")),

		BUSY((process) -> process.tell("busy"), (process) -> process.tell("well"));

		@SuppressWarnings("ImmutableEnumChecker") // it has no state
		private final Consumer<FaultProcess> begin;

		@SuppressWarnings("ImmutableEnumChecker") // it has no state
		private final Consumer<FaultProcess> end;

		Fault(Consumer<FaultProcess> begin, Consumer<FaultProcess> end) {
			this.begin = begin;
			this.end = end;
		}

	}

}
