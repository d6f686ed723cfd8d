package dev.mesh.placement;

import java.util.List;
import java.util.function.Supplier;

import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Solver;
import dev.mesh.placement.solver.Weights;

/**
 * Leads from plan to plan: a new goal where the world has changed, else the next stage on
 * the way to the goal, else the plan itself. A pure function, so that a successor goes on
 * as the coordinator before it would have.
 */
final class Course {

	private final Solver solver;

	private final int maxMoves;

	private final Weights weights;

	Course(Solver solver, int maxMoves, Weights weights) {
		this.solver = solver;
		this.maxMoves = maxMoves;
		this.weights = weights;
	}

	Plan next(Plan current, World world, Supplier<Measurements> measured) {
		Plan headed = (current.epoch() > 0 && world.basis() == current.basis()) ? current
				: head(current, world, measured.get());
		Assignment stage = new Staging(world, headed.assignment(), headed.goal()).next(this.maxMoves);
		Plan next = new Plan(current.epoch() + 1, stage, headed.goal(), headed.pending(), headed.policy(),
				headed.basis());
		boolean stands = next.basis() == current.basis() && next.assignment().equals(current.assignment())
				&& next.goal().equals(current.goal());
		return stands ? current : next;
	}

	/**
	 * Head for another goal in the same world.
	 */
	Plan lead(Plan current, Assignment goal, World world) {
		Assignment stage = new Staging(world, current.assignment(), goal).next(this.maxMoves);
		return new Plan(current.epoch() + 1, stage, goal, current.pending(), current.policy(), current.basis());
	}

	private Plan head(Plan current, World world, Measurements measured) {
		Problem problem = world.problem(current.assignment(), measured, this.weights);
		Solution solution = this.solver.repair(problem);
		List<Plan.Pending> pending = PendingReason.of(problem, solution);
		return new Plan(current.epoch(), problem.current(), solution.assignment(), pending, current.policy(),
				world.basis());
	}

}
