package dev.mesh.spring.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.explain.AttemptSample;
import dev.mesh.rpc.explain.AttemptSample.End;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.explain.CallReport.InstanceReport;
import dev.mesh.rpc.explain.CallReport.ServiceReport;
import dev.mesh.rpc.explain.CallSample;
import dev.mesh.rpc.explain.Consideration;
import dev.mesh.rpc.explain.Consideration.Condition;
import dev.mesh.rpc.explain.Verdict;
import dev.mesh.rpc.resilience.InstanceHealth.Standing;
import dev.mesh.selector.Opinion;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

class CallsEndpointHttpTests {

	private static final CallReport REPORT = new CallReport(
			List.of(new CallSample(Instant.parse("2026-03-01T12:00:00Z"), CallSample.Kind.FAILED,
					new CallPoint("stock", "com.example.Stock", "take"), CallOutcome.NOT_EXECUTED,
					"dev.mesh.rpc.NotExecutedException", "'stock.take' was not executed.", Duration.ofMillis(3),
					Duration.ofMillis(7), Duration.ofMillis(5), "1", "2a", Set.of("tenant"),
					List.of(new AttemptSample(
							"b", Duration.ZERO, Duration.ofMillis(2), false, End.REFUSED, Reason.OVERLOADED, "busy")),
					1, Duration.ofMillis(1), 42,
					List.of(new Consideration("b", "z", "1", Verdict.EJECTED, "left alone", new Opinion(0.5, "light"),
							null, new Condition(1, 2, Duration.ofMillis(3), 1, Duration.ofSeconds(4)))))),
			List.of(new InstanceReport("stock", "1", "b", "z", true, Standing.EJECTED, Duration.ofHours(1), 3, 10, 4, 2,
					1, Duration.ofMillis(3)),
					new InstanceReport("stock", "1", "c", "z", true, Standing.SOUND, Duration.ZERO, 0, 10, 0, 0, 0,
							Duration.ofMillis(1))),
			List.of(new ServiceReport("stock", 64, 1, 2, 99.5), new ServiceReport("basket", 64, 0, 0, 100)));

	private final WebApplicationContextRunner runner = MeshContexts.webRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
				JacksonEndpointAutoConfiguration.class, ServletManagementContextAutoConfiguration.class,
				ManagementContextAutoConfiguration.class, MeshEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=mesh");

	private void with(BiConsumer<MockMvcTester, LocalMeshNode> test) {
		this.runner.run((context) -> {
			LocalMeshNode node = (LocalMeshNode) context.getBean(MeshNode.class);
			node.calls = REPORT;
			test.accept(MockMvcTester.from(context), node);
		});
	}

	@Test
	void callsAreShownWithTheirAttemptsAndTheInstancesAsTheyStood() {
		with((http, node) -> assertThat(http.get().uri("/actuator/mesh/calls")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{"services": [{"service": "stock", "limit": 64, "running": 1, "waiting": 2, "retries": 99.5},
					              {"service": "basket"}],
					 "instances": [{"node": "b", "standing": "EJECTED", "failuresInARow": 3, "inFlight": 1,
					                "calls": 10, "failed": 4, "slow": 2, "latencyMicros": 3000},
					               {"node": "c", "standing": "SOUND"}],
					 "samples": [{"at": "2026-03-01T12:00:00Z", "kind": "FAILED", "service": "stock", "method": "take",
					              "outcome": "NOT_EXECUTED", "tookMicros": 3000, "leftMicros": 7000,
					              "slowFromMicros": 5000, "waitedMicros": 1000, "version": "1", "keyHash": "2a",
					              "baggage": ["tenant"], "tried": 1, "retries": 42.0,
					              "attempts": [{"node": "b", "afterMicros": 0, "tookMicros": 2000, "hedge": false,
					                            "end": "REFUSED", "reason": "OVERLOADED", "message": "busy"}],
					              "instances": [{"node": "b", "verdict": "EJECTED", "why": "left alone", "score": 0.5,
					                             "opinion": "light", "inFlight": 1, "inFlightOfOthers": 2,
					                             "latencyMicros": 3000}]}]}"""));
	}

	@Test
	void onlyWhoIsLeftAloneHasATimeUntilThen() {
		with((http, node) -> {
			assertThat(http.get().uri("/actuator/mesh/calls")).bodyJson()
				.extractingPath("$.instances[0].ejectedUntil")
				.asString()
				.satisfies((until) -> assertThat(Instant.parse(until)).isAfter(Instant.now()));
			assertThat(http.get().uri("/actuator/mesh/calls")).bodyJson()
				.doesNotHavePath("$.instances[1].ejectedUntil");
		});
	}

	@Test
	void oneServiceIsShownAloneAndUnknownOnesAreNotFound() {
		with((http, node) -> {
			assertThat(http.get().uri("/actuator/mesh/calls/basket")).hasStatusOk()
				.bodyJson()
				.isStrictlyEqualTo(
						"{\"services\": [{\"service\": \"basket\", \"limit\": 64, \"running\": 0, \"waiting\": 0, "
								+ "\"retries\": 100.0}], \"instances\": [], \"samples\": []}");
			assertThat(http.get().uri("/actuator/mesh/calls/nowhere")).hasStatus(404)
				.hasContentType("application/problem+json");
		});
	}

}
