package dev.mesh.benchmarks.placement;

import java.math.BigInteger;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;

/**
 * States the cost in millionths. Variables that stand for an expense are only bounded from
 * below: the search makes them no greater than they must be.
 */
final class CpSatCost {

	private final ReferenceModel problem;

	private final CpSatVariables variables;

	private final CpModel model;

	private final LinearExprBuilder cost = LinearExpr.newBuilder();

	CpSatCost(CpSatVariables variables) {
		this.problem = variables.problem;
		this.variables = variables;
		this.model = variables.model;
	}

	LinearExprBuilder state() {
		for (int service = 0; service < this.problem.serviceCount(); service++) {
			for (Bias bias : this.problem.spec(service).biases()) {
				stateBias(service, bias);
			}
			stateZones(service);
			stateMoving(service);
		}
		stateLoad();
		this.problem.calls.forEach(this::stateCall);
		this.problem.entries.forEach(this::stateEntry);
		return this.cost;
	}

	private void stateBias(int service, Bias bias) {
		long price = ReferenceModel.price(this.problem.weights.bias() * bias.weight());
		for (int host = 0; host < this.problem.hostCount(); host++) {
			if (bias.kind() == BiasKind.PREFER) {
				statePrefer(service, bias.tag(), host, price);
			}
			else if (bias.kind() == BiasKind.AVOID) {
				stateAvoid(service, bias.tag(), host, price);
			}
		}
	}

	/** Of those that bear what they prefer, two are company: only one can be alone. */
	private void statePrefer(int service, String tag, int host, long price) {
		boolean itself = this.problem.spec(service).bears(tag);
		BoolVar[] units = this.variables.units[service][host];
		for (int unit = 0; unit < (itself ? Math.min(1, units.length) : units.length); unit++) {
			LinearExprBuilder alone = LinearExpr.newBuilder().add(units[unit]);
			this.variables.addOthers(alone, service, tag, host, -1);
			this.cost.addTerm(atLeast(alone), price);
		}
	}

	private void stateAvoid(int service, String tag, int host, long price) {
		BoolVar[] units = this.variables.units[service][host];
		for (int bearer : this.problem.bearers(tag)) {
			if (bearer == service) {
				// Each is one more for those before it, and they for it.
				for (int unit = 1; unit < units.length; unit++) {
					this.cost.addTerm(units[unit], 2L * unit * price);
				}
				continue;
			}
			for (BoolVar one : units) {
				for (BoolVar other : this.variables.units[bearer][host]) {
					this.cost.addTerm(atLeast(LinearExpr.newBuilder().add(one).add(other).add(-1)), price);
				}
			}
		}
	}

	private void stateZones(int service) {
		long price = ReferenceModel.price(this.problem.weights.zones());
		int quota = this.problem.zoneQuota[service];
		if (quota >= this.problem.wanted[service]) {
			return;
		}
		for (int zone = 0; zone < this.problem.zones; zone++) {
			IntVar over = this.model.newIntVar(0, this.problem.wanted[service], "");
			LinearExprBuilder count = LinearExpr.newBuilder();
			for (int host = 0; host < this.problem.hostCount(); host++) {
				if (this.problem.zone[host] == zone) {
					this.variables.addCount(count, service, host, 1);
				}
			}
			this.model.addGreaterOrEqual(over, count.add(-quota));
			this.cost.addTerm(over, price);
		}
	}

	private void stateMoving(int service) {
		long price = this.problem.movingPrice(service);
		for (int host = 0; host < this.problem.hostCount(); host++) {
			BoolVar[] units = this.variables.units[service][host];
			int running = this.problem.running[service][host];
			this.cost.add(price * running);
			for (int unit = 0; unit < Math.min(running, units.length); unit++) {
				this.cost.addTerm(units[unit], -price);
			}
		}
	}

	private void stateLoad() {
		BigInteger divisor = BigInteger.ZERO;
		for (long size : this.problem.size) {
			divisor = divisor.gcd(BigInteger.valueOf(size));
		}
		for (long base : this.problem.base) {
			divisor = divisor.gcd(BigInteger.valueOf(base));
		}
		long step = Math.max(1, divisor.longValueExact());
		for (int host = 0; host < this.problem.hostCount(); host++) {
			if (this.problem.loadPrice[host] > 0) {
				stateLoad(host, step);
			}
		}
	}

	/** In steps of the greatest common divisor of all sizes, so that squares stay small. */
	private void stateLoad(int host, long step) {
		LinearExprBuilder sum = LinearExpr.newBuilder().add(this.problem.base[host] / step);
		long most = this.problem.base[host] / step;
		for (int service = 0; service < this.problem.serviceCount(); service++) {
			this.variables.addCount(sum, service, host, this.problem.size[service] / step);
			most += this.problem.size[service] / step * this.variables.units[service][host].length;
		}
		IntVar load = this.model.newIntVar(0, most, "");
		IntVar square = this.model.newIntVar(0, most * most, "");
		this.model.addEquality(load, sum);
		this.model.addMultiplicationEquality(square, load, load);
		double inUnits = (double) step / ReferenceModel.ONE;
		this.cost.addTerm(square, Math.round(this.problem.loadPrice[host] * inUnits * inUnits));
	}

	private void stateCall(ReferenceModel.Call call) {
		if (call.caller() == call.callee() || call.price() == 0) {
			return;
		}
		for (int host = 0; host < this.problem.hostCount(); host++) {
			BoolVar inZone = this.variables.inZone(call.callee(), this.problem.zone[host]);
			BoolVar inRegion = this.variables.inRegion(call.callee(), this.problem.region[host]);
			for (BoolVar unit : this.variables.units[call.caller()][host]) {
				LinearExprBuilder elsewhere = LinearExpr.newBuilder().add(unit);
				this.variables.addPresence(elsewhere, call.callee(), host, -1);
				this.cost.addTerm(atLeast(elsewhere), call.price());
				this.cost.addTerm(atLeast(LinearExpr.newBuilder().add(unit).addTerm(inZone, -1)), 9 * call.price());
				this.cost.addTerm(atLeast(LinearExpr.newBuilder().add(unit).addTerm(inRegion, -1)), 40 * call.price());
			}
		}
	}

	private void stateEntry(ReferenceModel.Entry entry) {
		int host = entry.host();
		long price = entry.price();
		this.cost.add(50 * price);
		this.variables.addPresence(this.cost, entry.callee(), host, -price);
		this.cost.addTerm(this.variables.inZone(entry.callee(), this.problem.zone[host]), -9 * price);
		this.cost.addTerm(this.variables.inRegion(entry.callee(), this.problem.region[host]), -40 * price);
	}

	/** Returns a variable that is true if the expression is 1. */
	private BoolVar atLeast(LinearExprBuilder expression) {
		BoolVar var = this.model.newBoolVar("");
		this.model.addGreaterOrEqual(var, expression);
		return var;
	}

}
