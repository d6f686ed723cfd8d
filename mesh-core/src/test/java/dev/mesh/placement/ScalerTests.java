package dev.mesh.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Policy.Scale;
import dev.mesh.placement.spec.Replicas;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScalerTests {

	private static final ServiceId CART = new ServiceId("cart", "1");

	private static final long START = 1_700_000_000_000L;

	private final ScalingOptions options = new ScalingOptions(8, 0.5, Duration.ofSeconds(10), Duration.ofSeconds(15),
			Duration.ofSeconds(60));

	private Scaler scaler = new Scaler(this.options);

	private Map<ServiceId, Scale> scales = Map.of();

	private long now = START;

	@Test
	void staysAtTheFewestWithoutLoad() {
		assertThat(run(120, (second) -> 0)).containsOnly(2);
		assertThat(this.scales).isEmpty();
	}

	@Test
	void oneSpikeIsNoTrend() {
		assertThat(run(60, (second) -> (second == 30) ? 100 : 0)).containsOnly(2);
	}

	@Test
	void growsToWhatALastingLoadNeedsAndNoFurther() {
		List<Integer> targets = run(180, (second) -> 36);
		assertThat(targets).isSorted().endsWith(5);
		assertThat(targets.indexOf(5)).isLessThan(60);
	}

	@Test
	void neverLeavesItsBounds() {
		assertThat(run(300, (second) -> 10_000)).endsWith(6).allMatch((target) -> target >= 2 && target <= 6);
		assertThat(run(600, (second) -> 0)).endsWith(2).allMatch((target) -> target >= 2 && target <= 6);
	}

	@Test
	void goesDownOneByOneWithTheCoolDownInBetween() {
		run(120, (second) -> 48);
		assertThat(target()).isEqualTo(6);
		List<Integer> targets = run(400, (second) -> 0);
		long last = -60;
		for (int i = 1; i < targets.size(); i++) {
			int step = targets.get(i - 1) - targets.get(i);
			assertThat(step).isBetween(0, 1);
			if (step == 1) {
				assertThat(i - last).isGreaterThanOrEqualTo(60);
				last = i;
			}
		}
		assertThat(target()).isEqualTo(2);
	}

	@Test
	void aLoadThatSwingsAroundALimitDoesNotFlap() {
		run(200, (second) -> 32);
		int settled = target();
		List<Integer> targets = run(1200, (second) -> 32 + 4 * Math.sin(second / 9));
		long changes = 0;
		for (int i = 1; i < targets.size(); i++) {
			changes += targets.get(i).equals(targets.get(i - 1)) ? 0 : 1;
		}
		assertThat(settled).isEqualTo(4);
		assertThat(changes).isLessThanOrEqualTo(1);
	}

	@Test
	void processorTimeCountsAsCallsDo() {
		for (int second = 0; second < 120; second++) {
			step(List.of(new Scaler.Need(CART, new Replicas(2, 6), 1, 2.0)));
		}
		assertThat(target()).isEqualTo(4);
	}

	@Test
	void aSuccessorKeepsTheTargetAndItsCoolDown() {
		run(120, (second) -> 48);
		Map<ServiceId, Scale> before = this.scales;
		this.scaler = new Scaler(this.options);
		run(10, (second) -> 48);
		assertThat(this.scales).isEqualTo(before);
		this.scaler = new Scaler(this.options);
		Scale recent = new Scale(6, 0, this.now);
		this.scales = Map.of(CART, recent);
		run(59, (second) -> 0);
		assertThat(this.scales).containsEntry(CART, recent);
	}

	@Test
	void aClockThatWasSetBackDoesNotHoldAScaleForEver() {
		this.scales = Map.of(CART, new Scale(6, 0, START + Duration.ofDays(1).toMillis()));
		run(60, (second) -> 0);
		assertThat(target()).isLessThan(6);
	}

	@Test
	void whatIsWantedForCallersStaysWhileTheLoadComesAndGoes() {
		this.scales = Map.of(CART, new Scale(0, 4, 0));
		assertThat(run(60, (second) -> 0)).containsOnly(4);
		assertThat(this.scales).isEqualTo(Map.of(CART, new Scale(0, 4, 0)));
		assertThat(run(120, (second) -> 48)).endsWith(6);
		assertThat(run(600, (second) -> 0)).endsWith(4).allMatch((target) -> target >= 4);
		assertThat(this.scales.get(CART)).satisfies((scale) -> {
			assertThat(scale.byLoad()).isEqualTo(2);
			assertThat(scale.byTraffic()).isEqualTo(4);
		});
	}

	@Test
	void forgetsAServiceThatIsNoLongerElastic() {
		run(120, (second) -> 48);
		step(List.of());
		assertThat(this.scales).isEmpty();
	}

	@Test
	void refusesTargetsThatNothingCanMeet() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ScalingOptions(0, 0.5, Duration.ZERO, Duration.ZERO, Duration.ZERO))
			.withMessageContaining("calls in flight");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ScalingOptions(1, 1.5, Duration.ZERO, Duration.ZERO, Duration.ZERO))
			.withMessageContaining("1.5");
	}

	private List<Integer> run(int seconds, DoubleUnaryOperator inFlight) {
		List<Integer> targets = new ArrayList<>();
		for (int second = 0; second < seconds; second++) {
			step(List.of(new Scaler.Need(CART, new Replicas(2, 6), inFlight.applyAsDouble(second), 0)));
			targets.add(target());
		}
		return targets;
	}

	private void step(List<Scaler.Need> needs) {
		this.scales = this.scaler.next(this.scales, needs, this.now);
		this.now += 1000;
	}

	private int target() {
		Scale scale = this.scales.get(CART);
		return (scale != null) ? scale.target() : 2;
	}

}
