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

}
