package dev.mesh.spring.autoconfigure.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of remote calls: each yields a timer and, with tracing, a span.
 */
public enum MeshObservationDocumentation implements ObservationDocumentation {

	/**
	 * A call to another node, attempts on several nodes included, as its caller sees it.
	 */
	CLIENT_CALL {

		@Override
		public String getName() {
			return "mesh.client.calls";
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

	},

	/**
	 * A call from another node, from its arrival at the service to the reply.
	 */
	SERVER_CALL {

		@Override
		public String getName() {
			return "mesh.server.calls";
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

	};

	@Override
	public abstract String getName();

	/**
	 * Tags of the timers and spans.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

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

		},

		/**
		 * How the call ended: result, exception, not_executed, outcome_unknown or
		 * cancelled.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * Tags of the spans alone.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * Name of the node at the other end; of several attempts, the last.
		 */
		PEER {

			@Override
			public String asString() {
				return "mesh.peer";
			}

		}

	}

}
