package dev.mesh.placement.solver;

import java.util.SplittableRandom;

/**
 * One way through all stages, from what runs to a better assignment.
 */
final class Search {

	private final Model model;

	private final State state;

	private final Construction construction;

	private final Shortlist shortlist;

	private final Bounds bounds;

	private final SplittableRandom random;

	private boolean exhausted;

	Search(Model model) {
		this.model = model;
		this.state = new State(model);
		this.bounds = new Bounds(model);
		this.random = new SplittableRandom(model.seed);
		new Inheritance(this.state).take();
		this.shortlist = new Shortlist(this.state);
		this.construction = new Construction(this.state, this.shortlist);
	}

	State repair() {
		run(Effort.repair(this.model, this.state.missingTotal()));
		return this.state;
	}

	State optimize() {
		run(Effort.optimize(this.model));
		return this.state;
	}

	/** Tells whether no placement has less missing below the fewest. */
	boolean isProven() {
		return this.exhausted || this.bounds.proveMin(this.state);
	}

	private void run(Effort effort) {
		this.construction.fill();
		this.state.forget();
		makeRoom(effort);
		new Annealing(this.state, this.random).run(effort.annealing());
		Descent descent = new Descent(this.state, this.shortlist, effort.moves());
		descent.run();
		while (this.construction.fill()) {
			descent.run();
		}
	}

	/** Finds places for what is missing, if any can be found. */
	private void makeRoom(Effort effort) {
		if (!this.bounds.proveWanted(this.state)) {
			new EjectionSearch(this.state, this.construction, this.random).run(effort.ejection());
		}
		if (!CompleteSearch.isSmall(this.model)) {
			return;
		}
		if (!this.bounds.proveMin(this.state)) {
			this.exhausted = complete(effort, true);
		}
		if (!this.bounds.proveWanted(this.state)) {
			complete(effort, false);
		}
	}

	private boolean complete(Effort effort, boolean minOnly) {
		CompleteSearch search = new CompleteSearch(this.model, this.state, minOnly);
		boolean all = search.run(effort.branching());
		if (search.hasFound()) {
			search.apply(this.state);
			this.construction.fill();
			this.state.forget();
		}
		return all;
	}

}
