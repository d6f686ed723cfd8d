package dev.mesh.benchmarks.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;

/**
 * The decisions: for each service and host, whether there is a first instance, a second,
 * and so on up to the limit.
 */
final class CpSatVariables {

	final ReferenceModel problem;

	final CpModel model = new CpModel();

	/** By service, host and position: whether there are at least so many and one more. */
	final BoolVar[][][] units;

	private final Map<List<Integer>, BoolVar> inZone = new HashMap<>();

	private final Map<List<Integer>, BoolVar> inRegion = new HashMap<>();

	CpSatVariables(ReferenceModel problem) {
		this.problem = problem;
		this.units = new BoolVar[problem.serviceCount()][problem.hostCount()][];
		for (int service = 0; service < this.units.length; service++) {
			for (int host = 0; host < this.units[service].length; host++) {
				this.units[service][host] = units(service, host);
			}
		}
	}

	private BoolVar[] units(int service, int host) {
		BoolVar[] vars = new BoolVar[Math.min(this.problem.limit[service][host], this.problem.wanted[service])];
		for (int unit = 0; unit < vars.length; unit++) {
			vars[unit] = this.model.newBoolVar("");
			if (unit > 0) {
				this.model.addImplication(vars[unit], vars[unit - 1]);
			}
		}
		return vars;
	}

	void addCount(LinearExprBuilder sum, int service, int host, long coefficient) {
		for (BoolVar unit : this.units[service][host]) {
			sum.addTerm(unit, coefficient);
		}
	}

	void addTotal(LinearExprBuilder sum, int service, long coefficient) {
		for (int host = 0; host < this.problem.hostCount(); host++) {
			addCount(sum, service, host, coefficient);
		}
	}

	/** Adds the first instance of a service on a host, nothing if there can be none. */
	void addPresence(LinearExprBuilder sum, int service, int host, long coefficient) {
		if (this.units[service][host].length > 0) {
			sum.addTerm(this.units[service][host][0], coefficient);
		}
	}

	/**
	 * Adds something that is above 0 exactly if an instance of a service on a host has
	 * another one with it that bears a tag.
	 */
	void addOthers(LinearExprBuilder sum, int service, String tag, int host, long coefficient) {
		for (int bearer : this.problem.bearers(tag)) {
			if (bearer != service) {
				addPresence(sum, bearer, host, coefficient);
			}
			else if (this.units[service][host].length > 1) {
				sum.addTerm(this.units[service][host][1], coefficient);
			}
		}
	}

	/** Returns a variable that may be true only if a service has an instance in a zone. */
	BoolVar inZone(int service, int zone) {
		return this.inZone.computeIfAbsent(List.of(service, zone), (key) -> among(service, this.problem.zone, zone));
	}

	/** Returns a variable that may be true only if a service has an instance in a region. */
	BoolVar inRegion(int service, int region) {
		return this.inRegion.computeIfAbsent(List.of(service, region),
				(key) -> among(service, this.problem.region, region));
	}

	private BoolVar among(int service, int[] place, int wanted) {
		BoolVar var = this.model.newBoolVar("");
		LinearExprBuilder sum = LinearExpr.newBuilder();
		for (int host = 0; host < place.length; host++) {
			if (place[host] == wanted) {
				addPresence(sum, service, host, 1);
			}
		}
		this.model.addLessOrEqual(var, sum);
		return var;
	}

	Assignment assignment(CpSolver solver) {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		for (int service = 0; service < this.units.length; service++) {
			Map<NodeId, Integer> nodes = new HashMap<>();
			for (int host = 0; host < this.problem.hostCount(); host++) {
				for (BoolVar unit : this.units[service][host]) {
					if (solver.booleanValue(unit)) {
						nodes.merge(this.problem.hosts.get(host).node().id(), 1, Integer::sum);
					}
				}
			}
			counts.put(this.problem.spec(service).service(), nodes);
		}
		return new Assignment(counts);
	}

	/** Lets the next search begin where the last one ended. */
	void hint(CpSolver solver) {
		this.model.clearHints();
		for (BoolVar[][] hosts : this.units) {
			for (BoolVar[] vars : hosts) {
				for (BoolVar unit : vars) {
					this.model.addHint(unit, solver.booleanValue(unit));
				}
			}
		}
	}

}
