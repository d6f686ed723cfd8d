package dev.mesh.spring.autoconfigure.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a tracer writes on one side it reads on the other.
 */
class TracePropagationTests {

	private static final CallPoint POINT = new CallPoint("pricing", "com.example.Pricing", "price");

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<String> read = new ArrayList<>();

	private final CallObserver observer = new CallObservations(this.registry);

	@Test
	void theTraceOfTheSenderReachesTheReceiver() {
		this.registry.observationConfig().observationHandler(new Sending()).observationHandler(new Receiving());
		CallObserver.Observation client = Objects.requireNonNull(this.observer.clientCall(POINT));
		assertThat(client.carried()).containsExactly(Map.entry("traceparent", "00-abc-def-01"));
		Node peer = new Node(new NodeId(2), 1, "peer", "z", "r", Map.of(), Set.of(), 1, Role.MEMBER,
				new HostPort("127.0.0.1", 1), new HostPort("127.0.0.1", 2), Map.of());
		CallObserver.Observation server = this.observer.serverCall(POINT, peer, client.carried());
		assertThat(server).isNotNull();
		assertThat(this.read).containsExactly("00-abc-def-01");
		client.stop(CallOutcome.RESULT, null);
	}

	@Test
	void withoutATracerNothingIsCarried() {
		this.registry.observationConfig().observationHandler(new Receiving());
		CallObserver.Observation client = Objects.requireNonNull(this.observer.clientCall(POINT));
		assertThat(client.carried()).isEmpty();
		client.stop(CallOutcome.RESULT, null);
	}

	/**
	 * Does what tracing's handler for senders does.
	 */
	private static final class Sending implements ObservationHandler<SenderContext<Object>> {

		@Override
		public void onStart(SenderContext<Object> context) {
			context.getSetter().set(context.getCarrier(), "traceparent", "00-abc-def-01");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof SenderContext<?>;
		}

	}

	/**
	 * Does what tracing's handler for receivers does.
	 */
	private final class Receiving implements ObservationHandler<ReceiverContext<Object>> {

		@Override
		public void onStart(ReceiverContext<Object> context) {
			String found = context.getGetter().get(Objects.requireNonNull(context.getCarrier()), "traceparent");
			TracePropagationTests.this.read.add(String.valueOf(found));
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ReceiverContext<?>;
		}

	}

}
