package dev.mesh.placement;

import java.util.List;

import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Solver;

/**
 * Leads from plan to plan: a new goal where the world has changed, else the next stage on
 * the way to the goal, else the plan itself. A pure function, so that a successor goes on
 * as the coordinator before it would have.
 */
final class Course {

	private final Solver solver;

	private final int maxMoves;

	Course(Solver solver, int maxMoves) {
		this.solver = solver;
		this.maxMoves = maxMoves;
	}

	Plan next(Plan current, World world) {
		Plan headed = (current.epoch() > 0 && world.basis() == current.basis()) ? current : head(current, world);
		Assignment stage = new Staging(world, headed.assignment(), headed.goal()).next(this.maxMoves);
		Plan next = new Plan(current.epoch() + 1, stage, headed.goal(), headed.pending(), headed.policy(),
				headed.basis());
		boolean stands = next.basis() == current.basis() && next.assignment().equals(current.assignment())
				&& next.goal().equals(current.goal());
		return stands ? current : next;
	}

	private Plan head(Plan current, World world) {
		Problem problem = world.problem(current.assignment());
		Solution solution = this.solver.repair(problem);
		List<Plan.Pending> pending = PendingReason.of(problem, solution);
		return new Plan(current.epoch(), problem.current(), solution.assignment(), pending, current.policy(),
				world.basis());
	}

}
