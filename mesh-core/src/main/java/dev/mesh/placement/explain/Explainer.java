package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Evaluation.Move;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Solution.Cost;
import dev.mesh.placement.solver.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Explains where the instances of a service are. Stateless and thread-safe; works on the
 * calling thread, with a bounded effort.
 */
public final class Explainer {

	private final ConflictSearch conflicts = new ConflictSearch();

	private final RemedySearch remedies = new RemedySearch();

	/**
	 * Explain where the instances of a service are, and why not elsewhere. Of a service
	 * below its fewest also what is in conflict and what would help.
	 * @param problem the world; its current assignment is what moves are counted from
	 * @param assignment what is planned
	 * @param service the service
	 * @return the explanation
	 * @throws IllegalArgumentException if the service is not one of the problem's
	 */
	public Explanation explain(Problem problem, Assignment assignment, ServiceId service) {
		Scene scene = new Scene(problem, assignment);
		Wanted wanted = scene.wanted(service);
		int wantedCount = scene.evaluation.wanted(service);
		int placed = scene.hosts.stream().mapToInt((host) -> scene.count(wanted.spec(), host.node())).sum();
		boolean isShort = placed < wanted.spec().replicas().min();
		Contradiction conflict = isShort ? this.conflicts.find(problem, assignment, service) : null;
		List<Standing> nodes = scene.hosts.stream()
			.map((host) -> standing(scene, wanted, host, placed < wantedCount))
			.toList();
		return new Explanation(service, wanted.spec().replicas().min(), wantedCount, placed,
				sentence(scene, wanted, placed, wantedCount), nodes, conflict,
				isShort ? this.remedies.find(problem, assignment, service, conflict) : List.of());
	}

	private static String sentence(Scene scene, Wanted wanted, int placed, int wantedCount) {
		int fewest = wanted.spec().replicas().min();
		String service = scene.wording.name(wanted.spec().service());
		if (placed < wantedCount) {
			return service + " has " + ((placed == 0) ? "no instance" : Wording.instances(placed)) + " and "
					+ ((placed < fewest) ? "must have " + fewest : "should have " + wantedCount) + ".";
		}
		return service + " has " + ((placed == 1) ? "the 1 instance that is wanted."
				: "all " + Wording.instances(placed) + " that are wanted.");
	}

	private static Standing standing(Scene scene, Wanted wanted, Host host, boolean lacks) {
		ServiceId service = wanted.spec().service();
		String node = host.node().name();
		int count = scene.count(wanted.spec(), host.node());
		if (count > 0) {
			Cost cost = scene.evaluation.share(service, host.node().id());
			String what = ((count == 1) ? ", which " : ", each of which ") + ((cost.total() < 0) ? "saves " : "costs ");
			return new Standing.Placed(node, count, cost,
					node + " has " + Wording.instances(count) + " of " + scene.wording.name(service) + what
							+ Wording.number(Math.abs(cost.total())) + Wording.terms(cost) + ".");
		}
		Rule broken = scene.evaluation.obstacle(service, host.node().id());
		if (lacks) {
			return (broken != null) ? ruledOut(scene, wanted, host, broken, List.of()) : another(scene, wanted, host);
		}
		List<Candidate> moves = moves(scene, wanted, host);
		Candidate cheapest = moves.stream()
			.filter((candidate) -> candidate.move.broken() == null)
			.min(Comparator.comparingDouble((candidate) -> candidate.move.difference().total()))
			.orElse(null);
		return (cheapest != null) ? possible(scene, wanted, host, cheapest)
				: ruledOut(scene, wanted, host, broken, moves);
	}

	private static Standing another(Scene scene, Wanted wanted, Host host) {
		Cost cost = scene.evaluation.addition(wanted.spec().service(), host.node().id());
		return new Standing.Possible(host.node().name(), "", cost,
				host.node().name() + " could have another instance of " + scene.wording.name(wanted.spec().service())
						+ " for " + Wording.number(cost.total()) + Wording.terms(cost) + ".");
	}

	private static List<Candidate> moves(Scene scene, Wanted wanted, Host to) {
		List<Candidate> moves = new ArrayList<>();
		for (Host from : scene.hosts) {
			if (scene.count(wanted.spec(), from.node()) > 0) {
				moves.add(new Candidate(from,
						scene.evaluation.move(wanted.spec().service(), from.node().id(), to.node().id())));
			}
		}
		return moves;
	}

	private static Standing possible(Scene scene, Wanted wanted, Host host, Candidate cheapest) {
		Cost difference = cheapest.move.difference();
		String amount = Wording.number(Math.abs(difference.total()));
		String comparison = amount.equals("0") ? "at the same cost"
				: "for " + amount + ((difference.total() > 0) ? " more" : " less");
		String from = cheapest.from.node().name();
		return new Standing.Possible(host.node().name(), from, difference,
				host.node().name() + " could have the instance of " + scene.wording.name(wanted.spec().service())
						+ " that is on " + from + " " + comparison + Wording.differences(difference) + ".");
	}

	/** Of several moves, the one that gets furthest shows what finally is in the way. */
	private static Standing ruledOut(Scene scene, Wanted wanted, Host host, @Nullable Rule broken,
			List<Candidate> moves) {
		Reasons reasons = new Reasons(scene);
		String node = host.node().name();
		Rule last = broken;
		for (Candidate candidate : moves) {
			Rule rule = candidate.move.broken();
			if (candidate.move.where().equals(candidate.from.node().id())) {
				return new Standing.RuledOut(node, Rule.ALWAYS, reasons.leaving(wanted.spec(), candidate.from.node()));
			}
			last = (rule != null && (last == null || rule.compareTo(last) > 0)) ? rule : last;
		}
		Rule rule = (last != null) ? last : Rule.REPLICAS;
		return new Standing.RuledOut(node, rule, reasons.sentence(rule, wanted, host));
	}

	/**
	 * A move of one instance to the node in question.
	 *
	 * @param from where it would come from
	 * @param move what it would mean
	 */
	private record Candidate(Host from, Move move) {

	}

}
