package dev.mesh.placement.solver;

/**
 * How long to search, in steps: a clock would make the result depend on the machine.
 *
 * @param ejection how many hosts the search for room for what is missing looks at
 * @param branching how much work the complete search may do: branches times pairs of
 * services and hosts
 * @param annealing how many changes annealing tries in each run
 * @param runs how often annealing is run
 * @param mostSwapped how many instances annealing may send the other way to make room for
 * one
 * @param moves how many moves a descent makes at most
 */
record Effort(long ejection, long branching, long annealing, int runs, int mostSwapped, int moves) {

	/** Places what is new well, and leaves alone what runs. */
	static Effort repair(Model model, int missing) {
		long instances = instances(model);
		boolean mostlyNew = 2L * missing > instances;
		return new Effort(ejection(model), 1_000_000, mostlyNew ? Math.min(150_000, 1_500 + 40 * instances) : 0, 1, 1,
				moves(instances));
	}

	/** Looks for the best. */
	static Effort optimize(Model model) {
		long instances = instances(model);
		long annealing = Math.min(5_000_000, 20_000 + 2_000 * instances);
		return new Effort(4 * ejection(model), 4_000_000, annealing, runs(instances), 3, moves(instances));
	}

	/** Small worlds are rugged, and their runs short. */
	private static int runs(long instances) {
		return (int) Math.max(1, Math.min(16, 1_600 / Math.max(1, instances)));
	}

	/**
	 * How many branches of a complete search over so many pairs of services and hosts.
	 */
	long branching(int pairs) {
		return this.branching / Math.max(10, pairs);
	}

	private static long instances(Model model) {
		long instances = 0;
		for (int service = 0; service < model.serviceCount(); service++) {
			instances += (model.allowed[service].length > 0) ? model.wanted[service] : 0;
		}
		return instances;
	}

	private static long ejection(Model model) {
		return Math.min(100_000, 1_000 + 30L * model.serviceCount() * Math.min(100, model.hostCount()));
	}

	private static int moves(long instances) {
		return (int) Math.min(Integer.MAX_VALUE, 100 + 10 * instances);
	}

}
