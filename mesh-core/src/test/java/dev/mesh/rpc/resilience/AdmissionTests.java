package dev.mesh.rpc.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import dev.mesh.rpc.CallPriority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is let in, who waits and who is refused.
 */
class AdmissionTests {

	private final AtomicLong now = new AtomicLong();

	private final List<String> started = new ArrayList<>();

	private final List<String> refused = new ArrayList<>();

	@Test
	void letsInAsManyAsItMayAndTheOthersWait() {
		Admission door = door(2, 10);
		offer(door, "a", "b", "c", "d");
		assertThat(this.started).containsExactly("a", "b");
		assertThat(door.waiting()).isEqualTo(2);
		door.ended(1);
		assertThat(this.started).containsExactly("a", "b", "c");
		door.ended(Admission.NOT_RUN);
		assertThat(this.started).containsExactly("a", "b", "c", "d");
		assertThat(this.refused).isEmpty();
	}

	@Test
	void refusesAtOnceWhereTheQueueIsFull() {
		Admission door = door(1, 2);
		offer(door, "a", "b", "c", "d");
		assertThat(this.refused).singleElement().asString().startsWith("d: 1 calls run and 2 wait");
	}

	@Test
	void theHighestPriorityGoesFirst() {
		Admission door = door(1, 10);
		offer(door, "a", "normal-1", "normal-2");
		offer(door, CallPriority.LOW, "low");
		offer(door, CallPriority.HIGH, "high");
		for (int i = 0; i < 4; i++) {
			door.ended(1);
		}
		assertThat(this.started).containsExactly("a", "high", "normal-1", "normal-2", "low");
	}

	@Test
	void theLowestPriorityIsShedFirst() {
		Admission door = door(1, 3);
		offer(door, "a", "normal");
		offer(door, CallPriority.LOW, "low-1", "low-2");
		offer(door, CallPriority.HIGH, "high-1");
		assertThat(this.refused).containsExactly("low-2: calls of higher priority took its turn");
		offer(door, CallPriority.HIGH, "high-2", "high-3", "high-4");
		assertThat(this.refused).hasSize(4)
			.last()
			.asString()
			.as("nobody below is left")
			.startsWith("high-4: 1 calls run and 3 wait");
		assertThat(this.refused.subList(1, 3)).allSatisfy((each) -> assertThat(each).contains("higher priority"));
	}

	@Test
	void refusesAtOnceWhatWouldHaveItsTurnTooLate() {
		Admission door = door(1, 10);
		offer(door, "a");
		door.ended(TimeUnit.MILLISECONDS.toNanos(100));
		offer(door, "b", "c");
		door.offer(new TestCall("hurried", CallPriority.HIGH, TimeUnit.MILLISECONDS.toNanos(90)));
		assertThat(this.refused).containsExactly("hurried: its turn would come in 100 ms, and it has 90 ms left");
		door.offer(new TestCall("patient", CallPriority.NORMAL, TimeUnit.MILLISECONDS.toNanos(250)));
		assertThat(door.waiting()).isEqualTo(2);
	}

	@Test
	void letsNobodyWaitForLongerThanItMay() {
		Admission door = door(1, 100);
		offer(door, "a");
		door.ended(TimeUnit.MILLISECONDS.toNanos(100));
		offer(door, "b", "1", "2", "3", "4", "5", "6");
		assertThat(door.waiting()).isEqualTo(5);
		assertThat(this.refused).singleElement().asString().startsWith("6: ");
	}

	@Test
	void aPauseThatHeldAllUpIsNoReasonToRefuse() {
		Admission door = door(16, 100);
		run(door, 1, 1);
		run(door, 16, 1000);
		offer(door, names(48));
		assertThat(door.waiting()).isEqualTo(32);
		assertThat(this.refused).isEmpty();
	}

	@Test
	void aServiceThatHasBecomeSlowIsFoundOut() {
		Admission door = door(16, 100);
		run(door, 1, 1);
		run(door, 100, 1000);
		offer(door, names(48));
		assertThat(door.waiting()).isBetween(5, 10);
		assertThat(this.refused).isNotEmpty();
	}

	@Test
	void howLongCallsTookInABurstThatIsOverIsForgotten() {
		Admission door = door(16, 100);
		run(door, 1, 3000);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(6));
		offer(door, names(48));
		assertThat(this.refused).as("calls took 3 s, and that is not long ago").isNotEmpty();
		this.refused.clear();
		Admission rested = door(16, 100);
		run(rested, 1, 3000);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(6) + 1);
		offer(rested, names(48));
		assertThat(rested.waiting()).isEqualTo(32);
		assertThat(this.refused).isEmpty();
	}

	private void run(Admission door, int calls, int millis) {
		for (String name : names(calls)) {
			offer(door, name);
			door.ended(TimeUnit.MILLISECONDS.toNanos(millis));
		}
	}

	private static String[] names(int count) {
		return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
	}

	@Test
	void tellsThoseWhoAreOvertakenAgainAndAgain() {
		Admission door = door(1, 10);
		offer(door, "a");
		offer(door, CallPriority.LOW, "low");
		this.now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1001));
		offer(door, CallPriority.HIGH, "high");
		assertThat(this.refused).containsExactly("low: it has waited for its turn for too long");
	}

	@Test
	void startsNobodyWhoseDeadlineHasPassed() {
		Admission door = door(1, 10);
		offer(door, "a");
		door.offer(new TestCall("b", CallPriority.NORMAL, TimeUnit.MILLISECONDS.toNanos(10)));
		this.now.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
		door.ended(1);
		assertThat(this.started).containsExactly("a");
		assertThat(this.refused).hasSize(1);
	}

	@Test
	void theFixedBoundCountsCallsOfThisNodeToo() {
		Admission door = new Admission(new LimitOptions(2, true, Duration.ofMillis(500)), 64, 10, this.now::get);
		assertThat(door.tryEnter()).isTrue();
		offer(door, "a", "b");
		assertThat(this.started).containsExactly("a");
		assertThat(door.tryEnter()).isFalse();
		door.ended(1);
		assertThat(this.started).containsExactly("a", "b");
	}

	@Test
	void refusesThoseWhoWaitWhenItIsClosedAndAllWhoCome() {
		Admission door = door(1, 10);
		offer(door, "a", "b");
		door.close();
		offer(door, "c");
		assertThat(this.refused).containsExactly("b: this node is stopping", "c: this node is stopping");
		door.ended(1);
		door.open();
		offer(door, "d");
		assertThat(this.started).containsExactly("a", "d");
	}

	private void offer(Admission door, String... names) {
		offer(door, CallPriority.NORMAL, names);
	}

	private void offer(Admission door, CallPriority priority, String... names) {
		for (String name : names) {
			door.offer(new TestCall(name, priority, this.now.get() + TimeUnit.SECONDS.toNanos(5)));
		}
	}

	private Admission door(int bound, int queue) {
		return new Admission(new LimitOptions(bound, false, Duration.ofMillis(500)), 64, queue, this.now::get);
	}

	/**
	 * Notes what becomes of it.
	 */
	private final class TestCall implements Admission.Call {

		private final String name;

		private final CallPriority priority;

		private final long deadlineNanos;

		private TestCall(String name, CallPriority priority, long deadlineNanos) {
			this.name = name;
			this.priority = priority;
			this.deadlineNanos = deadlineNanos;
		}

		@Override
		public CallPriority priority() {
			return this.priority;
		}

		@Override
		public long deadlineNanos() {
			return this.deadlineNanos;
		}

		@Override
		public void start() {
			AdmissionTests.this.started.add(this.name);
		}

		@Override
		public void refuse(String why) {
			AdmissionTests.this.refused.add(this.name + ": " + why);
		}

	}

}
