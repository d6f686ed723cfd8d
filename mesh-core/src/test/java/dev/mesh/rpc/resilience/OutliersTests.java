package dev.mesh.rpc.resilience;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.rpc.resilience.InstanceHealth.Standing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which instances are left alone, and for how long.
 */
class OutliersTests {

	private static final long MEDIAN = TimeUnit.MILLISECONDS.toNanos(2);

	private final AtomicLong now = new AtomicLong();

	private final AtomicInteger ejections = new AtomicInteger();

	private final Outliers outliers = new Outliers("pricing", EjectionOptions.DEFAULTS, this.now::get,
			this.ejections::incrementAndGet);

	@Test
	void oneThatDoesNotAnswerSeveralCallsInARowIsLeftAlone() {
		List<InstanceHealth> instances = instances(3);
		InstanceHealth dead = instances.get(0);
		fail(dead, 4);
		assertThat(dead.admits(this.now.get())).isTrue();
		fail(dead, 1);
		assertThat(dead.admits(this.now.get())).isFalse();
		assertThat(this.outliers.out()).containsExactly("node-0");
		assertThat(this.ejections).hasValue(1);
	}

	@Test
	void anAnswerInBetweenBreaksTheRow() {
		InstanceHealth flaky = instances(3).get(0);
		fail(flaky, 4);
		answer(flaky, 1, 1);
		fail(flaky, 4);
		assertThat(flaky.admits(this.now.get())).isTrue();
	}

	@Test
	void oneThatIsMuchSlowerThanTheOthersIsLeftAlone() {
		List<InstanceHealth> instances = instances(3);
		for (int i = 0; i < 20; i++) {
			answer(instances.get(0), 40, 1);
			answer(instances.get(1), 2, 1);
			answer(instances.get(2), 3, 1);
		}
		pass(1);
		answer(instances.get(1), 2, 1);
		assertThat(this.outliers.out()).containsExactly("node-0");
	}

	@Test
	void whereAllAreSlowNobodyIs() {
		List<InstanceHealth> instances = instances(3);
		for (int i = 0; i < 20; i++) {
			instances.forEach((each) -> answer(each, 40, 1));
		}
		pass(1);
		answer(instances.get(1), 40, 1);
		assertThat(this.outliers.out()).isEmpty();
	}

	@Test
	void oneThatThrowsWhereOthersDoNotIsLeftAlone() {
		List<InstanceHealth> instances = instances(4);
		for (int i = 0; i < 20; i++) {
			this.outliers.answered(instances.get(0), true, 1000, MEDIAN);
			this.outliers.answered(instances.get(1), i % 5 == 0, 1000, MEDIAN);
			answer(instances.get(2), 1, 1);
		}
		pass(1);
		answer(instances.get(1), 2, 1);
		assertThat(this.outliers.out()).containsExactly("node-0");
	}

	@Test
	void fewCallsSayNothing() {
		List<InstanceHealth> instances = instances(3);
		answer(instances.get(0), 40, 9);
		answer(instances.get(1), 2, 20);
		pass(1);
		answer(instances.get(1), 2, 1);
		assertThat(this.outliers.out()).isEmpty();
	}

	@Test
	void neverTheLastOneAndNeverMoreThanHalf() {
		InstanceHealth only = instances(1).get(0);
		fail(only, 100);
		assertThat(only.admits(this.now.get())).isTrue();
		for (int size = 2; size <= 7; size++) {
			List<InstanceHealth> instances = instances(size);
			instances.forEach((each) -> fail(each, 100));
			assertThat(this.outliers.out()).hasSize(size / 2);
			this.outliers.retain(List.of());
		}
	}

	@Test
	void oneOnProbationGetsOneCallAtATime() {
		InstanceHealth back = instances(3).get(0);
		fail(back, 5);
		pass(5);
		assertThat(back.standing(this.now.get())).isEqualTo(Standing.ON_PROBATION);
		assertThat(back.admits(this.now.get())).isTrue();
		back.begun();
		assertThat(back.admits(this.now.get())).isFalse();
		back.ended();
		assertThat(back.admits(this.now.get())).isTrue();
	}

	@Test
	void oneThatDoesWellOnProbationIsBack() {
		InstanceHealth back = instances(3).get(0);
		fail(back, 5);
		pass(5);
		answer(back, 2, 4);
		assertThat(this.outliers.out()).isNotEmpty();
		answer(back, 2, 1);
		assertThat(this.outliers.out()).isEmpty();
	}

	@Test
	void oneThatDoesNotIsOutForTwiceAsLongEachTime() {
		InstanceHealth bad = instances(3).get(0);
		fail(bad, 5);
		for (int seconds = 5; seconds <= 300; seconds *= 2) {
			pass(seconds - 1);
			assertThat(bad.admits(this.now.get())).isFalse();
			pass(1);
			assertThat(bad.admits(this.now.get())).isTrue();
			answer(bad, 100, 5);
			assertThat(bad.admits(this.now.get())).isFalse();
		}
		pass(300);
		assertThat(bad.admits(this.now.get())).as("five minutes at most").isTrue();
	}

	@Test
	void aNodeThatCameBackAsAnotherIncarnationBeginsAnew() {
		InstanceHealth former = instances(3).get(0);
		fail(former, 5);
		InstanceHealth fresh = this.outliers.instance(node(0, 2));
		assertThat(fresh).isNotSameAs(former);
		assertThat(fresh.admits(this.now.get())).isTrue();
		assertThat(this.outliers.instance(node(0, 2))).isSameAs(fresh);
	}

	@Test
	void nothingIsLeftAloneWhereThatIsOff() {
		EjectionOptions defaults = EjectionOptions.DEFAULTS;
		Outliers off = new Outliers("pricing",
				new EjectionOptions(false, 1, 0.5, 3, defaults.slowMargin(), defaults.first(), defaults.longest()),
				this.now::get, this.ejections::incrementAndGet);
		InstanceHealth health = off.instance(node(0, 1));
		off.instance(node(1, 1));
		off.failed(health);
		assertThat(off.out()).isEmpty();
	}

	private void fail(InstanceHealth health, int times) {
		IntStream.range(0, times).forEach((i) -> this.outliers.failed(health));
	}

	private void answer(InstanceHealth health, int millis, int times) {
		IntStream.range(0, times)
			.forEach((i) -> this.outliers.answered(health, false, TimeUnit.MILLISECONDS.toNanos(millis), MEDIAN));
	}

	private void pass(int seconds) {
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
	}

	private List<InstanceHealth> instances(int count) {
		return IntStream.range(0, count).mapToObj((i) -> this.outliers.instance(node(i, 1))).toList();
	}

	private static Node node(int number, long incarnation) {
		return new Node(new NodeId(number + 1), incarnation, "node-" + number, "", "", Map.of(), Set.of(), 1,
				Role.MEMBER, new HostPort("a", 1), new HostPort("a", 2), Map.of());
	}

}
