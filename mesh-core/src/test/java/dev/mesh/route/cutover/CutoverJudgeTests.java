package dev.mesh.route.cutover;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.route.measure.Latencies;
import dev.mesh.route.measure.MirrorCounts;
import dev.mesh.route.measure.ServiceCounts;
import dev.mesh.route.measure.VersionCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CutoverJudgeTests {

	private static final CutoverPlan PLAN = CutoverPlan.of("1", "2");

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final MirrorCounts ALIKE = new MirrorCounts(200, 0, 0, 200, 0, Map.of());

	private static VersionCounts counts(long calls, long errors, int bucket) {
		long[] latencies = new long[Latencies.BUCKETS];
		latencies[bucket] = calls;
		return new VersionCounts(calls, errors, Latencies.of(latencies));
	}

	private static ServiceCounts seen(VersionCounts from, VersionCounts to, MirrorCounts mirror) {
		return new ServiceCounts(Map.of("1", from, "2", to), to, mirror);
	}

	private static ServiceCounts good() {
		return seen(counts(200, 2, 40), counts(200, 2, 40), ALIKE);
	}

	private static Cutover at(CutoverPhase phase, int step) {
		return new Cutover(PLAN, phase, step, Sample.NONE, List.of());
	}

	private static Cutover judge(Cutover cutover, ServiceCounts seen) {
		return CutoverJudge.judge(cutover, seen, LONG, 1);
	}

	private static String why(Cutover cutover) {
		assertThat(cutover.phase()).isEqualTo(CutoverPhase.ROLLED_BACK);
		assertThat(cutover.weight()).isZero();
		return cutover.events().get(0).why();
	}

	@Test
	void goesThroughAllStepsWhereAllIsGood() {
		Cutover cutover = Cutover.begin(PLAN, 1);
		StringBuilder weights = new StringBuilder();
		while (!cutover.phase().isOver()) {
			cutover = judge(cutover, good());
			weights.append(cutover.phase()).append(' ').append(cutover.weight()).append(", ");
		}
		assertThat(weights).hasToString("COMPARE 0, RAMP 5, RAMP 25, RAMP 50, RAMP 100, COMMITTED 100, ");
		assertThat(judge(cutover, good())).isSameAs(cutover);
	}

	@Test
	void nothingFollowsBeforeItWasHeldAndJudged() {
		Cutover cutover = at(CutoverPhase.RAMP, 1);
		assertThat(CutoverJudge.judge(cutover, good(), Duration.ofSeconds(29), 1)).isSameAs(cutover);
		assertThat(judge(cutover, seen(counts(200, 0, 40), counts(99, 0, 40), ALIKE))).isSameAs(cutover);
	}

	@Test
	void patienceEnds() {
		ServiceCounts few = seen(counts(200, 0, 40), counts(3, 0, 40), ALIKE);
		assertThat(why(CutoverJudge.judge(at(CutoverPhase.RAMP, 0), few, Duration.ofMinutes(10), 1)))
			.contains("judged by 3 calls");
	}

	@Test
	void aMismatchTripsAtOnceAndIsNamed() {
		MirrorCounts wrong = new MirrorCounts(5, 0, 0, 5, 3, Map.of("lines[*].price", 2L, "total", 1L));
		Cutover tripped = CutoverJudge.judge(at(CutoverPhase.COMPARE, 0),
				seen(counts(5, 0, 40), counts(5, 0, 40), wrong), Duration.ZERO, 1);
		assertThat(why(tripped))
			.isEqualTo("'lines[*].price' differs: 3 of 5 compared responses do, and 0 % are allowed.");
		assertThat(judge(at(CutoverPhase.SHADOW, 0), seen(counts(5, 0, 40), counts(5, 0, 40), wrong)).phase())
			.isEqualTo(CutoverPhase.SHADOW);
	}

	@Test
	void errorsBeyondThoseOfTheOldVersionTrip() {
		assertThat(why(judge(at(CutoverPhase.RAMP, 0), seen(counts(200, 2, 40), counts(200, 5, 40), ALIKE))))
			.contains("5 of 200 calls to version 2 failed");
		assertThat(judge(at(CutoverPhase.RAMP, 0), seen(counts(200, 20, 40), counts(200, 21, 40), ALIKE)).phase())
			.isEqualTo(CutoverPhase.RAMP);
		// A few early ones may still be outweighed.
		assertThat(CutoverJudge
			.judge(at(CutoverPhase.RAMP, 0), seen(counts(200, 0, 40), counts(2, 1, 40), ALIKE), Duration.ZERO, 1)
			.phase()).isEqualTo(CutoverPhase.RAMP);
	}

	@Test
	void slownessTripsAboveTheFloor() {
		assertThat(why(judge(at(CutoverPhase.RAMP, 0), seen(counts(200, 0, 50), counts(200, 0, 60), ALIKE))))
			.contains("The p99 of version 2 is");
		assertThat(judge(at(CutoverPhase.RAMP, 0), seen(counts(200, 0, 10), counts(200, 0, 30), ALIKE)).phase())
			.isEqualTo(CutoverPhase.RAMP);
	}

	@Test
	void aFewSlowCallsSayNothing() {
		CutoverPlan few = new CutoverPlan("1", "2", List.of(100), Duration.ZERO, 20, LONG, 100, List.of(),
				Guards.DEFAULTS);
		Cutover ramping = new Cutover(few, CutoverPhase.RAMP, 0, Sample.NONE, List.of());
		assertThat(judge(ramping, seen(counts(99, 0, 50), counts(99, 0, 60), ALIKE)).phase())
			.isEqualTo(CutoverPhase.COMMITTED);
		assertThat(judge(ramping, seen(counts(100, 0, 50), counts(100, 0, 60), ALIKE)).phase())
			.isEqualTo(CutoverPhase.ROLLED_BACK);
	}

	@Test
	void theLastStepIsJudgedByWhatTheOldVersionWasSeenToDo() {
		Cutover last = new Cutover(PLAN, CutoverPhase.RAMP, 3, new Sample(200, 0, 10_000), List.of());
		assertThat(why(judge(last, seen(VersionCounts.NONE, counts(200, 0, 80), MirrorCounts.NONE))))
			.contains("The p99");
		assertThat(judge(last, seen(VersionCounts.NONE, counts(200, 0, 50), MirrorCounts.NONE)).phase())
			.isEqualTo(CutoverPhase.COMMITTED);
	}

	@Test
	void aCutoverIsReadAsItWasWritten() throws Exception {
		Cutover cutover = judge(judge(Cutover.begin(PLAN, 1), good()), good());
		MessageWriter out = new MessageWriter();
		CutoverFormat.write(out, cutover);
		assertThat(CutoverFormat.read(new MessageReader(out.toBytes()))).isEqualTo(cutover);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 50, 99, 104 })
	void latenciesAreKnownToAnEighth(int bucket) {
		long nanos = counts(100, 0, bucket).latencies().percentileNanos(0.99);
		assertThat(counts(1, 0, bucket).latencies().percentileNanos(0.5)).isEqualTo(nanos);
		assertThat(nanos).isPositive();
	}

	@Test
	void planWithoutSenseIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> CutoverPlan.of("1", "1")).withMessageContaining("itself");
		assertThatIllegalArgumentException().isThrownBy(
				() -> new CutoverPlan("1", "2", List.of(50, 20, 100), LONG, 1, LONG, 100, List.of(), Guards.DEFAULTS))
			.withMessageContaining("[50, 20, 100]");
	}

}
