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

	/**
	 * Return the plan that follows in a world, itself if it stands.
	 */
	Plan next(Plan current, World world) {
		boolean sameWorld = current.epoch() > 0 && world.basis() == current.basis();
		return sameWorld ? follow(current, current, world) : follow(current, head(current, world).plan(), world);
	}

	/**
	 * Return the plan that leads to a new goal.
	 */
	Plan follow(Plan current, Plan headed, World world) {
		Assignment stage = new Staging(world, headed.assignment(), headed.goal()).next(this.maxMoves);
		Plan next = new Plan(current.epoch() + 1, stage, headed.goal(), headed.pending(), headed.policy(),
				headed.basis());
		return next.isSameAs(current) ? current : next;
	}

	/**
	 * Set a new goal, for a world under the plan's policy or under another one.
	 */
	Heading head(Plan current, World world) {
		Problem problem = world.problem(current.assignment());
		Solution solution = this.solver.repair(problem);
		List<Plan.Pending> pending = PendingReason.of(problem, solution);
		Plan plan = new Plan(current.epoch(), problem.current(), solution.assignment(), pending, world.policy(),
				world.basis());
		return new Heading(plan, problem, solution);
	}

	/**
	 * Return what it costs to leave all as it is.
	 */
	double cost(Plan current, World world) {
		return this.solver.repair(world.problem(current.goal())).cost().total();
	}

	/**
	 * A plan that has a new goal and has not set out for it, and how it came about.
	 */
	record Heading(Plan plan, Problem problem, Solution solution) {

	}

}
