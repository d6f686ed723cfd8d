package dev.mesh.placement.advice;

import java.time.Duration;

import dev.mesh.placement.advice.AdviceEvent.Kind;
import dev.mesh.placement.solver.Assignment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AdvisorTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Test
	void bringsTogetherWhoCallsEachOtherAndThenRests() {
		Script script = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(10));
		assertThat(script.moves).isZero();
		script.pass(MINUTE);
		assertThat(script.isTogether()).isTrue();
		assertThat(script.kinds()).containsExactly(Kind.APPLIED, Kind.KEPT);
		assertThat(script.last()).satisfies((event) -> {
			assertThat(event.predicted()).isCloseTo(10, within(0.001));
			assertThat(event.measured()).isCloseTo(10, within(0.001));
			assertThat(event.moves()).hasSize(1);
		});
		script.pass(Duration.ofMinutes(30));
		assertThat(script.moves).isOne();
	}

	@Test
	void tellsWhatWouldBeSavedAndWhy() {
		Script script = new Script(OptimizeMode.ADVISE).pass(MINUTE);
		assertThat(script.moves).isZero();
		assertThat(script.kinds()).containsExactly(Kind.ADVISED);
		assertThat(script.advisor.advice()).satisfies((advice) -> {
			assertThat(advice.cost()).isCloseTo(1000, within(0.001));
			assertThat(advice.saving()).isCloseTo(1000, within(0.001));
			assertThat(advice.reasons()).containsExactly(new Advice.Reason(Script.SHOP, Script.CART, 100, 10, 0));
		});
		script.callsPerSecond = 0;
		assertThat(script.pass(MINUTE).advisor.advice()).isNull();
	}

	@Test
	void takesBackWhatDidNotPayAndDoesNotTryItAgainAtOnce() {
		Script script = new Script(OptimizeMode.AUTO);
		script.distance = 10;
		script.pass(MINUTE);
		assertThat(script.kinds()).startsWith(Kind.APPLIED, Kind.UNDONE);
		assertThat(script.seen).contains(Script.APART);
		script.pass(Duration.ofMinutes(2));
		assertThat(script.running).isEqualTo(Script.APART);
		int moves = script.moves;
		script.pass(MINUTE);
		assertThat(script.moves).isEqualTo(moves);
		assertThat(script.asked.get(script.asked.size() - 1).services())
			.anySatisfy((wanted) -> assertThat(wanted.barred()).isNotEmpty());
	}

	@Test
	void triesLessAndLessOftenWhatNeverPays() {
		Script script = new Script(OptimizeMode.AUTO);
		script.distance = 10;
		int first = script.pass(Duration.ofHours(2)).moves;
		int second = script.pass(Duration.ofHours(2)).moves - first;
		int fourth = script.pass(Duration.ofHours(8)).pass(Duration.ofHours(2)).moves;
		assertThat(first).isPositive();
		assertThat(second).isLessThan(first);
		assertThat(fourth).isLessThan(5 * first);
	}

	@Test
	void aThirdOfWhatWasPredictedIsEnough() {
		Script script = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(15));
		script.distance = 6.9;
		assertThat(script.pass(MINUTE).kinds()).containsExactly(Kind.APPLIED, Kind.KEPT);
		Script other = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(15));
		other.distance = 7.1;
		assertThat(other.pass(Duration.ofSeconds(30)).kinds()).containsExactly(Kind.APPLIED, Kind.UNDONE);
	}

	@Test
	void aChangeOfLoadIsNoReasonToGoBack() {
		Script script = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(15));
		script.callsPerSecond = 5000;
		assertThat(script.pass(MINUTE).kinds()).containsExactly(Kind.APPLIED, Kind.KEPT);
		Script other = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(15));
		other.callsPerSecond = 30;
		assertThat(other.pass(MINUTE).kinds()).containsExactly(Kind.APPLIED, Kind.KEPT);
	}

	@Test
	void silenceProvesNothing() {
		Script script = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(15));
		script.callsPerSecond = 0;
		assertThat(script.pass(MINUTE).kinds()).containsExactly(Kind.APPLIED);
		assertThat(script.pass(Duration.ofMinutes(3)).kinds()).containsExactly(Kind.APPLIED, Kind.KEPT);
		assertThat(script.isTogether()).isTrue();
	}

	@Test
	void waitsUntilAllHasSettledAndIsKnown() {
		Script script = new Script(OptimizeMode.AUTO);
		script.fresh = false;
		script.pass(MINUTE);
		script.fresh = true;
		script.settled = false;
		assertThat(script.pass(MINUTE).asked).isEmpty();
		script.settled = true;
		script.pass(Duration.ofSeconds(5));
		assertThat(script.kinds()).containsExactly(Kind.APPLIED);
		script.settled = false;
		script.pass(Duration.ofMinutes(10));
		assertThat(script.kinds()).containsExactly(Kind.APPLIED);
		script.settled = true;
		script.pass(Duration.ofSeconds(15));
		assertThat(script.kinds()).containsExactly(Kind.APPLIED);
		script.pass(Duration.ofSeconds(5));
		assertThat(script.kinds()).containsExactly(Kind.APPLIED, Kind.KEPT);
	}

	@Test
	void whenTheWorldChangesNothingIsJudgedNorTakenBack() {
		Script script = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(15));
		Assignment together = script.running;
		script.distance = 10;
		script.basis = 2;
		script.pass(Duration.ofSeconds(5));
		assertThat(script.kinds()).containsExactly(Kind.APPLIED, Kind.OVERTAKEN);
		assertThat(script.running).isEqualTo(together);
	}

	@Test
	void aMoveThatDidNotComeAboutIsNotTriedAgainAtOnce() {
		Script script = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(15));
		script.running = Script.APART;
		script.basis = 2;
		script.pass(Duration.ofSeconds(20));
		assertThat(script.kinds()).startsWith(Kind.APPLIED, Kind.OVERTAKEN);
		assertThat(script.asked.get(1).services()).anySatisfy((wanted) -> assertThat(wanted.barred()).hasSize(1));
	}

	@Test
	void fewCallsAreWorthNoMove() {
		Script script = new Script(OptimizeMode.AUTO);
		script.callsPerSecond = 0.05;
		assertThat(script.pass(Duration.ofMinutes(5)).kinds()).isEmpty();
	}

	@Test
	void aNodeThatIsGivenTooMuchIsRelieved() {
		Script script = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(15));
		script.busiest = 0.95;
		assertThat(script.pass(Duration.ofSeconds(30)).kinds()).containsExactly(Kind.APPLIED, Kind.UNDONE);
		assertThat(script.last()).satisfies((event) -> assertThat(event.why()).contains("95 %"));
		assertThat(script.running).isEqualTo(Script.APART);
	}

	@Test
	void theSameCallsAreLookedAtOnce() {
		Script script = new Script(OptimizeMode.ADVISE).pass(Duration.ofMinutes(5));
		script.advisor.lookFailed(); // none is out
		assertThat(script.pass(MINUTE).asked).hasSize(1);
		script.callsPerSecond = 105;
		assertThat(script.pass(MINUTE).asked).hasSize(1);
		script.callsPerSecond = 115;
		assertThat(script.pass(MINUTE).asked).hasSize(2);
	}

	@Test
	void whatWasFoundForAnotherWorldIsLeftAside() {
		Script script = new Script(OptimizeMode.AUTO).pass(Duration.ofSeconds(10));
		script.basis = 2;
		Look look = script.lookIn(Duration.ofSeconds(5));
		script.basis = 3;
		assertThat(script.advisor.found(look.run(script), script.sight())).isNull();
		assertThat(script.advisor.events()).isEmpty();
		Look next = script.lookIn(Duration.ofSeconds(15));
		assertThat(script.advisor.found(look.run(script), script.sight())).isNull();
		assertThat(script.advisor.found(next.run(script), script.sight())).isNotNull();
	}

	@Test
	void oneLookIsOutAtATimeUntilItFails() {
		Script script = new Script(OptimizeMode.AUTO);
		Look unused = script.lookIn(Duration.ofSeconds(15));
		assertThat(script.tick(Duration.ofMinutes(5))).isNull();
		script.advisor.lookFailed();
		assertThat(script.tick(Duration.ofSeconds(15))).isNotNull();
	}

	@Test
	void movesNoMoreThanTheBudgetAllows() {
		MoveBudget budget = new MoveBudget(10, 0);
		assertThat(budget.allows(25, 0)).isTrue();
		budget.spend(25);
		assertThat(budget.allows(1, MINUTE.toNanos())).isFalse();
		assertThat(budget.allows(1, MINUTE.toNanos() * 2)).isTrue();
		assertThat(budget.allows(10, MINUTE.toNanos() * 2)).isFalse();
		assertThat(budget.allows(10, MINUTE.toNanos() * 3)).isTrue();
	}

	@Test
	void theSameSightsLeadToTheSameDecisions() {
		Script one = new Script(OptimizeMode.AUTO);
		Script other = new Script(OptimizeMode.AUTO);
		one.distance = 10;
		other.distance = 10;
		assertThat(one.pass(Duration.ofHours(1)).advisor.events())
			.isEqualTo(other.pass(Duration.ofHours(1)).advisor.events());
	}

	@Test
	void keepsTheLastEventsOnly() {
		Script script = new Script(OptimizeMode.ADVISE);
		for (int i = 0; i < 200; i++) {
			script.callsPerSecond = ((i & 1) == 0) ? 100 : 0;
			script.pass(MINUTE);
		}
		assertThat(script.advisor.events()).hasSize(100);
	}

}
