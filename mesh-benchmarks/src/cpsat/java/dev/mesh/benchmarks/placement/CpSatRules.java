package dev.mesh.benchmarks.placement;

import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * States the hard rules that are not limits of a service on a host.
 */
final class CpSatRules {

	private final ReferenceModel problem;

	private final CpSatVariables variables;

	CpSatRules(CpSatVariables variables) {
		this.problem = variables.problem;
		this.variables = variables;
	}

	void state() {
		for (int service = 0; service < this.problem.serviceCount(); service++) {
			stateNumbers(service);
			for (Bias bias : this.problem.spec(service).biases()) {
				for (int host = 0; host < this.problem.hostCount(); host++) {
					if (this.variables.units[service][host].length > 0) {
						stateBias(service, bias, host);
					}
				}
			}
		}
		for (int host = 0; host < this.problem.hostCount(); host++) {
			stateCapacity(host);
		}
	}

	private void stateNumbers(int service) {
		LinearExprBuilder total = LinearExpr.newBuilder();
		this.variables.addTotal(total, service, 1);
		this.variables.model.addLessOrEqual(total, this.problem.wanted[service]);
		int maxPerZone = this.problem.spec(service).maxPerZone();
		if (maxPerZone == ServiceSpec.UNLIMITED) {
			return;
		}
		for (int zone = 0; zone < this.problem.zones; zone++) {
			LinearExprBuilder sum = LinearExpr.newBuilder();
			for (int host = 0; host < this.problem.hostCount(); host++) {
				if (this.problem.zone[host] == zone) {
					this.variables.addCount(sum, service, host, 1);
				}
			}
			this.variables.model.addLessOrEqual(sum, maxPerZone);
		}
	}

	private void stateBias(int service, Bias bias, int host) {
		if (bias.kind() == BiasKind.ALWAYS) {
			LinearExprBuilder others = LinearExpr.newBuilder();
			this.variables.addOthers(others, service, bias.tag(), host, 1);
			this.variables.model.addLessOrEqual(this.variables.units[service][host][0], others);
		}
		else if (bias.kind() == BiasKind.NEVER) {
			for (int bearer : this.problem.bearers(bias.tag())) {
				stateNever(service, bearer, host);
			}
		}
	}

	private void stateNever(int service, int bearer, int host) {
		LinearExprBuilder both = LinearExpr.newBuilder();
		if (bearer == service) {
			this.variables.addCount(both, service, host, 1);
		}
		else {
			this.variables.addPresence(both, service, host, 1);
			this.variables.addPresence(both, bearer, host, 1);
		}
		this.variables.model.addLessOrEqual(both, 1);
	}

	private void stateCapacity(int host) {
		LinearExprBuilder demand = LinearExpr.newBuilder();
		for (int service = 0; service < this.problem.serviceCount(); service++) {
			long each = ReferenceModel.price(this.problem.spec(service).demand());
			if (each > 0) {
				this.variables.addCount(demand, service, host, each);
			}
		}
		long capacity = ReferenceModel.price(Math.max(0, this.problem.hosts.get(host).node().capacity()));
		this.variables.model.addLessOrEqual(demand, capacity);
	}

}
