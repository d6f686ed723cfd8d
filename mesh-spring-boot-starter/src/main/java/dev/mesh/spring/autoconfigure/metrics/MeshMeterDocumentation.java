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
	PENDING("mesh.pending", Meter.Type.GAUGE),

	/**
	 * Calls to a service while its route has each of them looked at.
	 */
	ROUTE_CALLS("mesh.route.calls", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return RouteKeyNames.values();
		}

	},

	/**
	 * Calls that were repeated on a shadow version, or were to be.
	 */
	MIRROR_CALLS("mesh.mirror.calls", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return MirrorKeyNames.values();
		}

	},

	/**
	 * Results that are streams and are open.
	 */
	OPEN_STREAMS("mesh.streams.open", Meter.Type.GAUGE) {

		@Override
		public KeyName[] getKeyNames() {
			return OpenStreamKeyNames.values();
		}

	},

	/**
	 * Streams published here that wait for readers on other nodes to take more.
	 */
	STALLED_STREAMS("mesh.streams.stalled", Meter.Type.GAUGE),

	/**
	 * Items of streams between this node and others.
	 */
	STREAM_ITEMS("mesh.streams.items", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return StreamItemKeyNames.values();
		}

	};

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
	 * Tags of the counter of calls by version.
	 */
	public enum RouteKeyNames implements KeyName {

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
		 * Version that was called.
		 */
		VERSION {

			@Override
			public String asString() {
				return "version";
			}

		},

		/**
		 * Whether the call returned a result: result or failure.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * Tags of the counter of repeated calls.
	 */
	public enum MirrorKeyNames implements KeyName {

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
		 * What came of it: sent, dropped, failed, compared or mismatched. What is
		 * compared was sent, and what is mismatched was compared.
		 */
		EVENT {

			@Override
			public String asString() {
				return "event";
			}

		}

	}

	/**
	 * Tags of the gauge of open streams.
	 */
	public enum OpenStreamKeyNames implements KeyName {

		/**
		 * What this node does with them: read or serve. What it reads may come from
		 * itself.
		 */
		ROLE {

			@Override
			public String asString() {
				return "role";
			}

		}

	}

	/**
	 * Tags of the counter of items.
	 */
	public enum StreamItemKeyNames implements KeyName {

		/**
		 * Which way they went: received or sent.
		 */
		DIRECTION {

			@Override
			public String asString() {
				return "direction";
			}

		}

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
