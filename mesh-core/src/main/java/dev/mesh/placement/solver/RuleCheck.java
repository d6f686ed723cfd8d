package dev.mesh.placement.solver;

import org.jspecify.annotations.Nullable;

/**
 * Names the rule that keeps an instance off a host as things are.
 */
final class RuleCheck {

	private final State state;

	RuleCheck(State state) {
		this.state = state;
	}

	/**
	 * Return the first rule that keeps one instance more of a service off a host.
	 * @return the rule, or {@code null} if it may be added
	 */
	@Nullable Rule firstBroken(int service, int host) {
		Rule rule = this.state.model.staticRules.firstBroken(this.state.model.services.get(service),
				this.state.model.hosts.get(host));
		if (rule != null) {
			return rule;
		}
		if (this.state.counts.at(service, host) >= this.state.model.limit[service][host]) {
			return this.state.model.staticRules.limiting(this.state.model.services.get(service),
					this.state.model.hosts.get(host));
		}
		if (!this.state.zoneTakes(service, host)) {
			return Rule.MAX_PER_ZONE;
		}
		if (!this.state.neighbours.allows(service, host)) {
			return Rule.NEVER;
		}
		if (!this.state.neighbours.satisfies(service, host)) {
			return Rule.ALWAYS;
		}
		if (!this.state.fits(service, host)) {
			return Rule.CAPACITY;
		}
		return (this.state.missing(service) > 0) ? null : Rule.REPLICAS;
	}

}
