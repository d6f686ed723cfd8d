package dev.mesh.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import dev.mesh.spring.MeshConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SuppressWarnings("try") // scopes are there to be closed, not used
class BaggageInMdcTests {

	private final Node peer = new Node(new NodeId(2), 1, "peer", "z", "r", Map.of(), Set.of(), 1, Role.MEMBER,
			new HostPort("127.0.0.1", 1), new HostPort("127.0.0.1", 2), Map.of());

	@AfterEach
	void clear() {
		MDC.clear();
	}

	private CallObserver.Observation observation() {
		List<CallObserver> observers = BaggageInMdc.addTo(List.of(),
				new MeshProperties.Baggage(Set.of("tenant", "tester", "plan"), Set.of("tenant", "plan")));
		assertThat(observers).hasSize(1);
		CallObserver.Observation observation = observers.get(0).serverCall(new CallPoint("s", "S", "m"), this.peer);
		assertThat(observation).isNotNull();
		return observation;
	}

	@Test
	void whatIsNamedIsThereWhileTheCallIsServed() {
		Baggage baggage = Baggage.EMPTY.with("tenant", "acme").with("tester", "yes");
		MDC.put("tenant", "former");
		try (CallContext.Scope context = baggage.open(); CallContext.Scope scope = observation().open()) {
			assertThat(MDC.get("tenant")).isEqualTo("acme");
			assertThat(MDC.get("tester")).isNull();
			assertThat(MDC.get("plan")).isNull();
		}
		assertThat(MDC.get("tenant")).isEqualTo("former");
	}

	@Test
	void nothingIsLeftBehind() {
		try (CallContext.Scope context = Baggage.EMPTY.with("plan", "gold").open();
				CallContext.Scope scope = observation().open()) {
			assertThat(MDC.get("plan")).isEqualTo("gold");
		}
		assertThat(MDC.get("plan")).isNull();
	}

	@Test
	void withoutNamesNothingObserves() {
		assertThat(BaggageInMdc.addTo(List.of(), new MeshProperties.Baggage(Set.of("tenant"), Set.of()))).isEmpty();
	}

	@Test
	void whatCannotArriveIsRefused() {
		assertThatExceptionOfType(MeshConfigurationException.class)
			.isThrownBy(() -> BaggageInMdc.addTo(List.of(), new MeshProperties.Baggage(Set.of(), Set.of("tenant"))))
			.withMessageContaining("[tenant]");
	}

}
