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

	/** Up to so many pairs of services and hosts a complete search is tried first. */
	private static final int SMALL = 200;

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

	private boolean impossible;

	Fitting(Start start, long effort) {
		this.model = start.state().model;
		this.state = start.state();
		this.bounds = start.bounds();
		this.construction = start.construction();
		this.effort = effort;
	}

	Fit fit() {
		this.construction.fill();
		this.state.forget();
		if (!fits()) {
			this.impossible = isPlainlyImpossible(this.model);
			if (!this.bounds.proveMin(this.state) && !lookAtAll(SMALL)) {
				makeRoom();
				lookAtAll(LARGE);
			}
			this.construction.fill();
		}
		return new Fit(fits() ? Fit.Verdict.FITS : this.impossible ? Fit.Verdict.IMPOSSIBLE : Fit.Verdict.UNKNOWN,
				this.state.toAssignment(), missing());
	}

	private boolean fits() {
		return this.state.missingBelowMin() == 0;
	}

	/** Tells whether simple sums show it. */
	static boolean isPlainlyImpossible(Model model) {
		Bounds bounds = new Bounds(model);
		for (int service = 0; service < model.serviceCount(); service++) {
			if (model.min[service] > 0 && bounds.most(service) < model.min[service]) {
				return true;
			}
		}
		return !new RoomBound(model).hasRoom();
	}

	private void makeRoom() {
		EjectionSearch search = new EjectionSearch(this.state, this.construction,
				new SplittableRandom(this.model.seed));
		for (int slice = 0; slice < SLICES && !fits(); slice++) {
			search.run(Math.max(1, this.effort / SLICES));
		}
	}

	/**
	 * Looks at all possibilities of the components that miss something, if they are small
	 * enough.
	 * @return whether now the least is missing
	 */
	private boolean lookAtAll(int most) {
		boolean settled = true;
		for (int[] component : new Components(this.model).list()) {
			if (Arrays.stream(component).anyMatch(this::isShort)) {
				boolean all = (long) component.length * this.model.hostCount() <= most && complete(component);
				settled &= all;
				this.impossible |= all && Arrays.stream(component).anyMatch(this::isShort);
			}
		}
		return settled;
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
