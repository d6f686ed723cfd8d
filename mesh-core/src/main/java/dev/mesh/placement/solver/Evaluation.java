package dev.mesh.placement.solver;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * An assignment under the rules and costs of a problem, to be asked what an instance
 * costs where it is, and what speaks against another place. The assignment may break
 * rules. What is not among the problem's services and hosts is left aside in it, and not
 * to be asked about. Not thread-safe.
 */
public final class Evaluation {

	private final Model model;

	private final State state;

	/**
	 * Evaluate an assignment.
	 * @param problem the world
	 * @param assignment what to evaluate
	 */
	public Evaluation(Problem problem, Assignment assignment) {
		this.model = new Model(problem);
		this.state = new State(this.model);
		this.state.addAll(assignment);
		this.state.forget();
	}

	/**
	 * Return what the assignment costs.
	 * @return the cost
	 */
	public Solution.Cost cost() {
		return this.state.terms().toCost();
	}

	/**
	 * Return how many instances of a service are wanted.
	 * @param service the service
	 * @return the number, from its fewest to its most
	 */
	public int wanted(ServiceId service) {
		return this.model.wanted[service(service)];
	}

	/**
	 * Return how much room demands leave on a node.
	 * @param node the node
	 * @return the room in units of capacity, below 0 if it has more than it can carry
	 */
	public double room(NodeId node) {
		return FixedPoint.toDouble(this.state.room(host(node)));
	}

	/**
	 * Return the first rule that an instance more of a service would break on a node, the
	 * number of wanted instances left aside.
	 * @param service the service
	 * @param node the node
	 * @return the rule, or {@code null} if it would break none
	 */
	public @Nullable Rule obstacle(ServiceId service, NodeId node) {
		return obstacle(service(service), host(node));
	}

	private @Nullable Rule obstacle(int service, int host) {
		Rule rule = new RuleCheck(this.state).firstBroken(service, host);
		return (rule != Rule.REPLICAS) ? rule : null;
	}

	/**
	 * Return what one of the instances of a service that a node has costs: what would be
	 * saved if it were nowhere.
	 * @param service the service
	 * @param node a node that has an instance of it
	 * @return the cost, its terms below 0 where the instance saves something
	 */
	public Solution.Cost share(ServiceId service, NodeId node) {
		return this.state.removeTerms(service(service), host(node)).negated().toCost();
	}

	/**
	 * Return what an instance more of a service would cost on a node.
	 * @param service the service
	 * @param node the node
	 * @return by how much the cost would grow
	 */
	public Solution.Cost addition(ServiceId service, NodeId node) {
		return this.state.addTerms(service(service), host(node)).toCost();
	}

	/**
	 * Look at a move of one instance.
	 * @param service the service
	 * @param from a node that has an instance of it
	 * @param to another node
	 * @return what the move would break or change
	 */
	public Move move(ServiceId service, NodeId from, NodeId to) {
		int moved = service(service);
		int origin = host(from);
		int target = host(to);
		int unmet = this.state.unmet();
		int mark = this.state.mark();
		Terms saved = this.state.removeTerms(moved, origin);
		this.state.remove(moved, origin);
		Rule broken = obstacle(moved, target);
		Solution.Cost difference = saved.plus(this.state.addTerms(moved, target)).toCost();
		boolean leaves = this.state.unmet() > unmet;
		this.state.rollback(mark);
		if (broken == null && leaves) {
			return new Move(Rule.ALWAYS, from, difference);
		}
		return new Move(broken, to, difference);
	}

	private int service(ServiceId service) {
		int position = this.model.indexOf(service);
		if (position < 0) {
			throw new IllegalArgumentException(
					"'" + service + "' is not among the services to place: ask for one of the problem's");
		}
		return position;
	}

	private int host(NodeId node) {
		int position = this.model.indexOf(node);
		if (position < 0) {
			throw new IllegalArgumentException(
					"node " + node + " is not among the hosts: ask for one of the problem's");
		}
		return position;
	}

	/**
	 * What a move of one instance would mean.
	 *
	 * @param broken the first rule that it would break, or {@code null}
	 * @param where the node on which: the target; or the origin, for someone left there
	 * who must always be with the service
	 * @param difference by how much the cost would grow
	 */
	public record Move(@Nullable Rule broken, NodeId where, Solution.Cost difference) {

	}

}
