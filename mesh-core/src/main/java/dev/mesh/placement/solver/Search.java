package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One way through all stages, from what runs to a better assignment.
 */
final class Search {

	/** More pairs of services and hosts than this are not worth a complete search. */
	private static final int LARGE = 2_000;

	/** Up to so many pairs a complete search for a proof comes first. */
	private static final int SMALL = 200;

	/** How much of the complete search goes into that. */
	private static final int PROOF_SHARE = 8;

	private final Model model;

	private final State state;

	private final Construction construction;

	private final Shortlist shortlist;

	private final Bounds bounds;

	private final SplittableRandom random;

	private Proof proof;

	/**
	 * A search.
	 * @param start where it starts
	 * @param proof what is known of the problem from an earlier search that led to what
	 * is current
	 */
	Search(Start start, Proof proof) {
		this.model = start.state().model;
		this.proof = proof;
		this.state = start.state();
		this.bounds = start.bounds();
		this.shortlist = start.shortlist();
		this.construction = start.construction();
		this.random = new SplittableRandom(this.model.seed);
	}

	State repair() {
		run(Effort.repair(this.model, this.state.missingTotal()));
		return this.state;
	}

	State optimize() {
		run(Effort.optimize(this.model));
		return this.state;
	}

	Proof proof() {
		return new Proof(this.proof.min() || this.bounds.proveMin(this.state),
				this.proof.wanted() || this.bounds.proveWanted(this.state));
	}

	private void run(Effort effort) {
		this.construction.fill();
		this.state.forget();
		makeRoom(effort);
		new Annealing(this.state, this.random, effort.mostSwapped()).run(effort.annealing(), effort.runs());
		Descent descent = new Descent(this.state, this.shortlist, effort.moves());
		descent.run();
		while (this.construction.fill()) {
			descent.run();
		}
	}

	/** Finds places for what is missing, if any can be found. */
	private void makeRoom(Effort effort) {
		if (this.proof.wanted() || this.bounds.proveWanted(this.state)) {
			return;
		}
		List<int[]> components = new Components(this.model).list();
		if (components.stream().allMatch((component) -> provesWanted(component, effort))) {
			this.proof = new Proof(true, true);
			return;
		}
		new EjectionSearch(this.state, this.construction, this.random).run(effort.ejection());
		if (this.bounds.proveWanted(this.state)) {
			return;
		}
		boolean min = true;
		boolean wanted = true;
		for (int[] component : components) {
			min &= Arrays.stream(component).allMatch((service) -> this.bounds.provesMin(this.state, service))
					|| complete(component, effort, true);
			wanted &= Arrays.stream(component).allMatch((service) -> this.bounds.provesWanted(this.state, service))
					|| complete(component, effort, false);
		}
		this.proof = new Proof(this.proof.min() || min, wanted);
	}

	/** Tells whether a quick look proves that all that is missing of a component is. */
	private boolean provesWanted(int[] component, Effort effort) {
		if (Arrays.stream(component).allMatch((service) -> this.bounds.provesWanted(this.state, service))) {
			return true;
		}
		int pairs = component.length * this.model.hostCount();
		return pairs <= SMALL && new CompleteSearch(this.model, component, this.state, false)
			.provesKnown(effort.branching(pairs) / PROOF_SHARE);
	}

	private boolean complete(int[] component, Effort effort, boolean minOnly) {
		if ((minOnly && this.proof.min()) || component.length * this.model.hostCount() > LARGE) {
			return minOnly && this.proof.min();
		}
		CompleteSearch search = new CompleteSearch(this.model, component, this.state, minOnly);
		boolean all = search.run(effort.branching(component.length * this.model.hostCount()));
		if (search.hasFound()) {
			search.apply(this.state);
			this.construction.fill();
			this.state.forget();
		}
		return all;
	}

	/**
	 * Of what it is proven that no placement has less of it.
	 *
	 * @param min what is missing below the fewest
	 * @param wanted all that is missing
	 */
	record Proof(boolean min, boolean wanted) {

		static final Proof NONE = new Proof(false, false);

	}

}
