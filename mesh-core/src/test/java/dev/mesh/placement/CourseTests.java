package dev.mesh.placement;

import java.util.List;

import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Solver;

import org.junit.jupiter.api.Test;

import static dev.mesh.placement.Worlds.on;
import static dev.mesh.placement.Worlds.service;
import static org.assertj.core.api.Assertions.assertThat;

class CourseTests {

	private final Course course = new Course(new Solver(), 2);

	private final Worlds worlds = new Worlds().nodes(3)
		.service("a", "{replicas: 2}")
		.service("b", "{replicas: 1}")
		.service("c", "{}");

	@Test
	void anUnchangedWorldKeepsThePlanItself() {
		Plan plan = this.course.next(Plan.NONE, this.worlds.world());
		assertThat(plan.epoch()).isEqualTo(1);
		assertThat(plan.isFinal()).isTrue();
		assertThat(this.course.next(plan, this.worlds.world())).isSameAs(plan);
		assertThat(new Course(new Solver(), 2).next(plan, this.worlds.shown(plan.assignment()).world())).isSameAs(plan);
	}

	@Test
	void aGoalStandsWhileItsWorldStandsWhateverASearchWouldFind() {
		World world = this.worlds.world();
		Plan plan = this.course.next(Plan.NONE, world);
		Assignment odd = Worlds.and(Worlds.and(on("a", 1, 2), "b", 1), "c", 1, 2, 3);
		Plan set = new Plan(7, plan.assignment(), odd, plan.pending(), plan.policy(), plan.basis());
		Plan next = set;
		for (int i = 0; i < 5; i++) {
			next = this.course.next(next, this.worlds.shown(next.assignment()).world());
			assertThat(next.goal()).isEqualTo(odd);
		}
		assertThat(next.assignment()).isEqualTo(odd);
	}

	@Test
	void aChangedWorldGetsANewGoalFromWhatIsToBeLiveNow() {
		Plan plan = this.course.next(Plan.NONE, this.worlds.world());
		int lost = (int) plan.assignment().nodesOf(service("b")).iterator().next().value();
		Plan next = this.course.next(plan, this.worlds.without(lost).world());
		assertThat(next.epoch()).isEqualTo(plan.epoch() + 1);
		assertThat(next.assignment().total(service("a"))).isEqualTo(2);
		assertThat(next.assignment().total(service("b"))).isEqualTo(1);
		assertThat(next.assignment().total(service("c"))).isEqualTo(2);
		assertThat(next.isFinal()).isTrue();
		plan.assignment().nodesOf(service("a")).forEach((node) -> {
			if (node.value() != lost) {
				assertThat(next.assignment().nodesOf(service("a"))).contains(node);
			}
		});
	}

	@Test
	void whatIsMissingIsPendingWithItsReason() {
		Plan plan = this.course.next(Plan.NONE, this.worlds.service("a", "{replicas: 4..5}").world());
		assertThat(plan.pending()).singleElement().satisfies((pending) -> {
			assertThat(pending.service()).isEqualTo(service("a"));
			assertThat(pending.missing()).isEqualTo(1);
			assertThat(pending.reason()).startsWith("1 of 4 instances has no node");
		});
		Plan more = this.course.next(plan, this.worlds.nodes(4).world());
		assertThat(more.pending()).isEqualTo(List.of());
		assertThat(more.assignment().total(service("a"))).isEqualTo(4);
	}

}
