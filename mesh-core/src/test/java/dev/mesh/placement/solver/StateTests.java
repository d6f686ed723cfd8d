package dev.mesh.placement.solver;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A state after any number of steps is what it would be if it were made anew.
 */
class StateTests {

	@Test
	void costKeptUpToDateIsExactlyTheCostComputedAnew() {
		for (int seed = 0; seed < 300; seed++) {
			State state = wandered(seed);
			assertThat(state.cost()).as("cost of %s", seed).isEqualTo(state.terms().total());
		}
	}

	@Test
	void costIsWhatTheFormulasSayAtAnyTime() {
		for (int seed = 0; seed < 300; seed++) {
			Problem problem = new RandomWorlds(seed).next(6, 10);
			State state = wandered(seed);
			Solution.Cost expected = new NaiveModel(problem).cost(state.toAssignment());
			assertThat(FixedPoint.toDouble(state.cost())).as("cost of %s", seed)
				.isBetween(expected.total() * 0.9999 - 1e-3, expected.total() * 1.0001 + 1e-3);
		}
	}

	@Test
	void goingBackRestoresEverything() {
		for (int seed = 0; seed < 300; seed++) {
			State state = wandered(seed);
			long cost = state.cost();
			int[] missing = state.missing();
			int unmet = state.unmet();
			var assignment = state.toAssignment();
			int mark = state.mark();
			wander(state, new Random(-seed), 50);
			state.rollback(mark);
			assertThat(state.cost()).isEqualTo(cost);
			assertThat(state.missing()).isEqualTo(missing);
			assertThat(state.unmet()).isEqualTo(unmet);
			assertThat(state.toAssignment()).isEqualTo(assignment);
		}
	}

	@Test
	void theFirstBrokenRuleIsThereExactlyIfAnInstanceCannotBeAdded() {
		for (int seed = 0; seed < 300; seed++) {
			State state = wandered(seed);
			RuleCheck check = new RuleCheck(state);
			for (int service = 0; service < state.model.serviceCount(); service++) {
				for (int host = 0; host < state.model.hostCount(); host++) {
					assertThat(check.firstBroken(service, host) == null).as("%s on %s in %s", service, host, seed)
						.isEqualTo(state.canPlace(service, host));
				}
			}
		}
	}

	@Test
	void termsOfRemovingAreThoseOfAddingTurnedRound() {
		for (int seed = 0; seed < 100; seed++) {
			State state = wandered(seed);
			for (int service = 0; service < state.model.serviceCount(); service++) {
				for (int host : state.counts.sortedHosts(service)) {
					Terms removing = state.removeTerms(service, host);
					long before = state.cost();
					state.remove(service, host);
					assertThat(removing.total()).isEqualTo(state.cost() - before);
					assertThat(state.addTerms(service, host)).isEqualTo(removing.negated());
					state.add(service, host);
				}
			}
		}
	}

	@Test
	void theBoundByWhichAHostIsPassedOverIsNeverAboveTheCost() {
		for (int seed = 0; seed < 300; seed++) {
			State state = wandered(seed);
			Shortlist shortlist = new Shortlist(state);
			for (int service = 0; service < state.model.serviceCount(); service++) {
				shortlist.look(service);
				for (int host : state.model.allowed[service]) {
					if (!state.canPlace(service, host)) {
						continue;
					}
					long saving = shortlist.savingAnywhere()
							+ (shortlist.isAttractive(host) ? shortlist.saving(host) : 0);
					long bound = state.loadAddCost(service, host)
							+ state.zoneCost(service, state.model.geography.zone[host]) - saving;
					assertThat(bound).as("%s on %s in %s", service, host, seed)
						.isLessThanOrEqualTo(state.addCost(service, host));
				}
			}
		}
	}

	private static State wandered(int seed) {
		State state = new State(new Model(new RandomWorlds(seed).next(6, 10)));
		wander(state, new Random(seed), 120);
		return state;
	}

	private static void wander(State state, Random random, int steps) {
		for (int i = 0; i < steps; i++) {
			int service = random.nextInt(state.model.serviceCount());
			int host = random.nextInt(state.model.hostCount());
			if (random.nextInt(3) > 0 && state.canAdd(service, host)) {
				state.add(service, host);
			}
			else if (state.counts.at(service, host) > 0) {
				state.remove(service, host);
			}
		}
	}

}
