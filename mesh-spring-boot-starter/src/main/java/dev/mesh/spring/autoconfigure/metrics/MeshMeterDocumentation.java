package dev.mesh.spring.autoconfigure.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of a node beside those of its observations.
 */
public enum MeshMeterDocumentation implements MeterDocumentation {

	/**
	 * Calls to services on the same node.
	 */
	LOCAL_CALLS("mesh.local.calls", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return LocalCallKeyNames.values();
		}

	},

	/**
	 * What was done to calls beside calling: retries, hedges, ejections, refusals.
	 */
	CALL_EVENTS("mesh.call.events", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return CallEventKeyNames.values();
		}

	},

	/**
	 * Members in the view.
	 */
	MEMBERS("mesh.members", Meter.Type.GAUGE),

	/**
	 * Instances that are ready on this node.
	 */
	INSTANCES("mesh.instances", Meter.Type.GAUGE),

	/**
	 * Instances that are wanted in the cluster and have no node.
	 */
	PENDING("mesh.pending", Meter.Type.GAUGE);

	private final String meterName;

	private final Meter.Type type;

	MeshMeterDocumentation(String meterName, Meter.Type type) {
		this.meterName = meterName;
		this.type = type;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	/**
	 * Tags of the counter of local calls.
	 */
	public enum LocalCallKeyNames implements KeyName {

		/**
		 * Name of the service.
		 */
		SERVICE {

			@Override
			public String asString() {
				return "service";
			}

		},

		/**
		 * Name of the method.
		 */
		METHOD {

			@Override
			public String asString() {
				return "method";
			}

		}

	}

	/**
	 * Tags of the counter of call events.
	 */
	public enum CallEventKeyNames implements KeyName {

		/**
		 * Name of the service.
		 */
		SERVICE {
			@Override
			public String asString() {
				return "service";
			}
		},

		/**
		 * Name of the method, or none where an instance is meant.
		 */
		METHOD {
			@Override
			public String asString() {
				return "method";
			}
		},

		/**
		 * What was done: retry, budget_spent, hedge, hedge_won, ejection or shed.
		 */
		EVENT {
			@Override
			public String asString() {
				return "event";
			}
		}

	}

}
