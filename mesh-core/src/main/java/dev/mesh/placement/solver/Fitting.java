package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

import dev.mesh.directory.ServiceId;

/**
 * Finds out whether everybody's fewest fit: by construction where that is easy, by simple
 * sums where it is plainly impossible, else by search.
 */
final class Fitting {

	/** In how many parts the search for room is cut, to end when there is enough. */
	private static final int SLICES = 8;

	/** More pairs of services and hosts than this are not worth a complete search. */
	private static final int LARGE = 2_000;

	/**
	 * The complete search looks at more, since a branch is nothing without the others.
	 */
	private static final int WORK_PER_EFFORT = 100;

	private final Model model;

	private final State state;

	private final Bounds bounds;

	private final Construction construction;

	private final long effort;

	Fitting(Model model, long effort) {
		this.model = model;
		this.effort = effort;
		this.state = new State(model);
		this.bounds = new Bounds(model);
		new Inheritance(this.state).take();
		this.construction = new Construction(this.state, new Shortlist(this.state));
	}

	Fit fit() {
		this.construction.fill();
		this.state.forget();
		boolean impossible = isPlainlyImpossible();
		if (!fits() && !this.bounds.proveMin(this.state)) {
			makeRoom();
			impossible = impossible || (!fits() && isProvenBySearch());
		}
		return new Fit(fits() ? Fit.Verdict.FITS : impossible ? Fit.Verdict.IMPOSSIBLE : Fit.Verdict.UNKNOWN,
				this.state.toAssignment(), missing());
	}

	private boolean fits() {
		return this.state.missingBelowMin() == 0;
	}

	private boolean isPlainlyImpossible() {
		for (int service = 0; service < this.model.serviceCount(); service++) {
			if (this.model.min[service] > 0 && this.bounds.most(service) < this.model.min[service]) {
				return true;
			}
		}
		return !new RoomBound(this.model).hasRoom();
	}

	private void makeRoom() {
		EjectionSearch search = new EjectionSearch(this.state, this.construction,
				new SplittableRandom(this.model.seed));
		for (int slice = 0; slice < SLICES && !fits(); slice++) {
			search.run(Math.max(1, this.effort / SLICES));
		}
	}

	private boolean isProvenBySearch() {
		boolean proven = false;
		for (int[] component : new Components(this.model).list()) {
			boolean isShort = Arrays.stream(component).anyMatch(this::isShort);
			if (isShort && (long) component.length * this.model.hostCount() <= LARGE) {
				boolean all = complete(component);
				proven |= all && Arrays.stream(component).anyMatch(this::isShort);
			}
		}
		return proven;
	}

	private boolean isShort(int service) {
		return this.state.counts.total(service) < this.model.min[service];
	}

	/** Tells whether all possibilities were looked at. */
	private boolean complete(int[] component) {
		CompleteSearch search = new CompleteSearch(this.model, component, this.state, true);
		long pairs = Math.max(10, (long) component.length * this.model.hostCount());
		boolean all = search.run(Math.max(1, this.effort * WORK_PER_EFFORT / pairs));
		if (search.hasFound()) {
			search.apply(this.state);
		}
		return all;
	}

	private Map<ServiceId, Integer> missing() {
		Map<ServiceId, Integer> missing = new HashMap<>();
		for (int service = 0; service < this.model.serviceCount(); service++) {
			if (isShort(service)) {
				missing.put(this.model.spec(service).service(),
						this.model.min[service] - this.state.counts.total(service));
			}
		}
		return missing;
	}

}
