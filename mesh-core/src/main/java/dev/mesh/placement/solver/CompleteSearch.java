package dev.mesh.placement.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.mesh.placement.solver.HardBiases.Touch;
import org.jspecify.annotations.Nullable;

/**
 * Branch and bound over how many instances of each service are on each host, for worlds
 * small enough to look at every possibility. Minimizes what is missing and knows no
 * costs.
 * <p>
 * Only services that can be in each other's way take part: those that take room or have
 * to do with a hard bias. A branch is left when what is missing cannot get less than in
 * the best found, even if all that is not decided yet were as good as each service alone
 * could have it; or when an ALWAYS can no more be met. Of hosts that are alike in all
 * respects the earlier has at least as much of the first service in which they differ, so
 * that no two branches are the same but for the names of hosts.
 */
final class CompleteSearch {

	private final Model model;

	private final State state;

	private final int[] order;

	/** By host: an earlier host just like it, or -1. */
	private final int[] twin;

	/** How many of {@link Model#rank} count. */
	private final int ranks;

	private final int[] goal;

	private final boolean[] decided;

	private int[] leastMissing;

	private int @Nullable [][] best;

	private long stepsLeft;

	private boolean endsWithFirst;

	/** By depth and rank: what is missing at least of those not decided there. */
	private final int[][] missingOfOthers;

	/** By rank: what is missing at least in a branch; used anew for each. */
	private final int[] leastPossible;

	/** By zone: what a service could have more there; used anew for each. */
	private final int[] moreInZone;

	/**
	 * A search for less that is missing.
	 * @param model the problem
	 * @param services the services that take part: a component
	 * @param known the best that is known
	 * @param minOnly whether only what is missing below the fewest counts
	 */
	CompleteSearch(Model model, int[] services, State known, boolean minOnly) {
		this.model = model;
		this.state = new State(model);
		this.order = order(model, services);
		this.twin = twins(model, this.order);
		this.ranks = minOnly ? model.priorities : 2 * model.priorities;
		this.missingOfOthers = new int[this.order.length][this.ranks];
		this.leastPossible = new int[this.ranks];
		this.moreInZone = new int[model.geography.zones];
		this.goal = new int[model.serviceCount()];
		this.decided = new boolean[model.serviceCount()];
		for (int service = 0; service < this.goal.length; service++) {
			boolean enough = minOnly && !model.hardBiases.bound[service];
			this.goal[service] = enough ? model.min[service] : model.wanted[service];
		}
		this.leastMissing = new int[this.ranks];
		for (int service : this.order) {
			addMissing(this.leastMissing, service, known.counts.total(service));
		}
	}

	private static int[] order(Model model, int[] services) {
		return Arrays.stream(services)
			.boxed()
			.sorted(Comparator.comparingInt((Integer service) -> model.priority[service])
				.thenComparing((service) -> -model.demand[service])
				.thenComparing((service) -> model.allowed[service].length)
				.thenComparing(Comparator.naturalOrder()))
			.mapToInt(Integer::intValue)
			.toArray();
	}

	private static int[] twins(Model model, int[] services) {
		Map<List<Long>, Integer> last = new HashMap<>();
		int[] twins = new int[model.hostCount()];
		for (int host = 0; host < twins.length; host++) {
			int each = host;
			List<Long> traits = new ArrayList<>();
			traits.add((long) model.geography.zone[host]);
			traits.add(model.capacity[host]);
			Arrays.stream(services).forEach((service) -> traits.add((long) model.limit[service][each]));
			Integer earlier = last.put(traits, host);
			twins[host] = (earlier != null) ? earlier : -1;
		}
		return twins;
	}

	/**
	 * Search.
	 * @param steps how many branches to look into
	 * @return whether all possibilities were looked at
	 */
	boolean run(long steps) {
		this.stepsLeft = steps;
		decide(0);
		return this.stepsLeft > 0;
	}

	/**
	 * Search until anything better than what was known is found.
	 * @param steps how many branches to look into
	 * @return whether it is proven that there is nothing better
	 */
	boolean provesKnown(long steps) {
		this.endsWithFirst = true;
		return run(steps) && !hasFound();
	}

	/** Tells whether something better than what was known has been found. */
	boolean hasFound() {
		return this.best != null;
	}

	/** Changes a state to the best that was found; the services left aside stay. */
	void apply(State target) {
		int[][] found = this.best;
		if (found == null) {
			return;
		}
		for (int service : this.order) {
			for (int host : target.counts.sortedHosts(service)) {
				while (target.counts.at(service, host) > 0) {
					target.remove(service, host);
				}
			}
		}
		for (int i = 0; i < this.order.length; i++) {
			for (int host = 0; host < found[i].length; host++) {
				for (int count = 0; count < found[i][host]; count++) {
					target.add(this.order[i], host);
				}
			}
		}
		target.forget();
	}

	private void decide(int depth) {
		if (this.stepsLeft-- <= 0) {
			return;
		}
		if (depth == this.order.length) {
			if (this.state.unmet() == 0) {
				record();
			}
			return;
		}
		boundOthers(depth);
		decide(depth, 0);
	}

	private void decide(int depth, int position) {
		if (this.stepsLeft-- <= 0) {
			return;
		}
		int service = this.order[depth];
		if (!isPromising(depth, position)) {
			return;
		}
		int[] hosts = this.model.allowed[service];
		if (position == hosts.length || this.state.counts.total(service) == this.goal[service]) {
			this.decided[service] = true;
			if (canBeMet()) {
				decide(depth + 1);
			}
			this.decided[service] = false;
			return;
		}
		int host = hosts[position];
		int most = mostLikeTwin(depth, host);
		int mark = this.state.mark();
		while (this.state.mark() - mark < most && this.state.counts.total(service) < this.goal[service]
				&& this.state.takes(service, host)) {
			this.state.add(service, host, 0);
		}
		decide(depth, position + 1);
		while (this.state.mark() > mark && this.stepsLeft > 0) {
			this.state.rollback(this.state.mark() - 1);
			decide(depth, position + 1);
		}
		this.state.rollback(mark);
	}

	private int mostLikeTwin(int depth, int host) {
		int earlier = this.twin[host];
		if (earlier < 0) {
			return Integer.MAX_VALUE;
		}
		for (int i = 0; i < depth; i++) {
			if (this.state.counts.at(this.order[i], host) != this.state.counts.at(this.order[i], earlier)) {
				return Integer.MAX_VALUE;
			}
		}
		return this.state.counts.at(this.order[depth], earlier);
	}

	/**
	 * Adds up what is missing at least of all services but the one to be decided next.
	 * Deciding on that one can only make it more.
	 */
	private void boundOthers(int depth) {
		int[] missing = this.missingOfOthers[depth];
		Arrays.fill(missing, 0);
		for (int i = 0; i < this.order.length; i++) {
			if (i != depth) {
				int service = this.order[i];
				int total = this.state.counts.total(service) + ((i > depth) ? potential(service, 0) : 0);
				addMissing(missing, service, total);
			}
		}
	}

	private boolean isPromising(int depth, int position) {
		int[] missing = this.leastPossible;
		System.arraycopy(this.missingOfOthers[depth], 0, missing, 0, missing.length);
		int service = this.order[depth];
		addMissing(missing, service, this.state.counts.total(service) + potential(service, position));
		return Arrays.compare(missing, this.leastMissing) < 0;
	}

	/** How many more a service could have, all others undecided left aside. */
	private int potential(int service, int position) {
		int left = this.goal[service] - this.state.counts.total(service);
		int[] hosts = this.model.allowed[service];
		int sum = 0;
		Arrays.fill(this.moreInZone, 0);
		for (int i = position; i < hosts.length && sum < left; i++) {
			int host = hosts[i];
			int zone = this.model.geography.zone[host];
			int zoneLeft = this.model.maxPerZone[service] - this.state.counts.inZone(service, zone)
					- this.moreInZone[zone];
			int more = Math.min(zoneLeft, potentialAt(service, host));
			if (more > 0) {
				this.moreInZone[zone] += more;
				sum += Math.min(more, left - sum);
			}
		}
		return sum;
	}

	private int potentialAt(int service, int host) {
		if (!this.state.takes(service, host)) {
			return 0;
		}
		long more = (long) this.model.limit[service][host] - this.state.counts.at(service, host);
		long demand = this.model.demand[service];
		if (demand > 0) {
			more = Math.min(more, this.state.room(host) / demand);
		}
		for (Touch touch : this.model.hardBiases.touches[service]) {
			if (touch.never() && touch.bears()) {
				more = Math.min(more, 1);
			}
		}
		return (int) more;
	}

	private boolean canBeMet() {
		if (this.state.unmet() == 0) {
			return true;
		}
		for (int host = 0; host < this.model.hostCount(); host++) {
			for (int tag = 0; tag < this.model.hardBiases.tags; tag++) {
				if (this.state.neighbours.isTagUnmet(tag, host) && !canCome(tag, host)) {
					return false;
				}
			}
		}
		return true;
	}

	private boolean canCome(int tag, int host) {
		for (int bearer : this.model.hardBiases.bearers[tag]) {
			if (!this.decided[bearer] && this.state.canAdd(bearer, host)) {
				return true;
			}
		}
		return false;
	}

	private void addMissing(int[] missing, int service, int total) {
		missing[this.model.priority[service]] += Math.max(0, this.model.min[service] - total);
		if (this.ranks > this.model.priorities) {
			missing[this.model.priorities + this.model.priority[service]] += this.model.wanted[service]
					- Math.max(total, this.model.min[service]);
		}
	}

	private void record() {
		int[] missing = new int[this.ranks];
		for (int service : this.order) {
			addMissing(missing, service, this.state.counts.total(service));
		}
		if (Arrays.compare(missing, this.leastMissing) < 0) {
			this.stepsLeft = this.endsWithFirst ? 0 : this.stepsLeft;
			this.leastMissing = missing;
			this.best = Arrays.stream(this.order)
				.mapToObj((service) -> IntStream.range(0, this.model.hostCount())
					.map((host) -> this.state.counts.at(service, host))
					.toArray())
				.toArray(int[][]::new);
		}
	}

}
