package dev.mesh.spring.autoconfigure.metrics;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mesh.cluster.Node;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Plan;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.TrafficRoutes;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.stream.StreamCounts;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MeshMetricsTests {

	private static final CallPoint POINT = new CallPoint("pricing", "shop.Pricing", "quote");

	private final ApplicationContextRunner runner = MeshContexts.runner()
		.withConfiguration(
				AutoConfigurations.of(MeshMetricsAutoConfiguration.class, MeshObservationAutoConfiguration.class));

	@Test
	void withoutRegistriesNothingIsObserved() {
		this.runner.run((context) -> assertThat(node(context).spec.observer()).isSameAs(CallObserver.NONE));
	}

	@Test
	void remoteCallIsObservedOnEachSide() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.runner.withBean(ObservationRegistry.class, () -> registry).run((context) -> {
			CallObserver observer = node(context).spec.observer();
			Node peer = LocalMeshNode.node(2, node(context).spec.cluster());
			CallObserver.Observation client = observer.clientCall(POINT);
			CallObserver.Observation server = observer.serverCall(POINT, peer);
			assertThat(client).isNotNull();
			assertThat(server).isNotNull();
			client.attempt(peer);
			try (CallContext.Scope scope = server.open()) {
				assertThat(scope).isNotNull();
				assertThat(registry.getCurrentObservation()).isNotNull();
			}
			server.stop(CallOutcome.RESULT, null);
			client.stop(CallOutcome.OUTCOME_UNKNOWN, new IllegalStateException("lost"));
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo("mesh.client.calls")
				.that()
				.hasLowCardinalityKeyValue("service", "pricing")
				.hasLowCardinalityKeyValue("method", "quote")
				.hasLowCardinalityKeyValue("outcome", "outcome_unknown")
				.hasHighCardinalityKeyValue("mesh.peer", "a")
				.hasError();
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo("mesh.server.calls")
				.that()
				.hasLowCardinalityKeyValue("outcome", "result")
				.hasBeenStopped();
		});
	}

	@Test
	void localCallsOfAllOverloadsAreCounted() {
		LocalCallMeters meters = new LocalCallMeters();
		MeterRegistry early = new SimpleMeterRegistry();
		MeterRegistry late = new SimpleMeterRegistry();
		meters.bindTo(early);
		meters.localCallCount(POINT, () -> 3);
		meters.localCallCount(POINT, () -> 4);
		meters.bindTo(late);
		for (MeterRegistry registry : List.of(early, late)) {
			assertThat(registry.get("mesh.local.calls").tag("service", "pricing").functionCounter().count())
				.isEqualTo(7);
		}
	}

	@Test
	void whatIsDoneToCallsIsCounted() {
		CallEventMeters meters = new CallEventMeters();
		MeterRegistry early = new SimpleMeterRegistry();
		MeterRegistry late = new SimpleMeterRegistry();
		meters.bindTo(early);
		meters.noted(POINT, CallEvent.RETRY);
		meters.noted(POINT, CallEvent.RETRY);
		meters.noted(new CallPoint("pricing", "", ""), CallEvent.EJECTION);
		meters.bindTo(late);
		for (MeterRegistry registry : List.of(early, late)) {
			assertThat(registry.get("mesh.call.events")
				.tags("service", "pricing", "method", "quote", "event", "retry")
				.functionCounter()
				.count()).isEqualTo(2);
			assertThat(registry.get("mesh.call.events").tags("method", "none", "event", "ejection").functionCounter())
				.isNotNull();
		}
	}

	@Test
	void gaugesShowMembersInstancesAndPending() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(NodeMeters.class).bindTo(registry);
			node(context).plans.set(Plan.settled(1, Assignment.NONE,
					List.of(new Plan.Pending(new ServiceId("stock", "1"), 2, "no node offers it"))));
			assertThat(registry.get("mesh.members").gauge().value()).isEqualTo(1);
			assertThat(registry.get("mesh.instances").gauge().value()).isZero();
			assertThat(registry.get("mesh.pending").gauge().value()).isEqualTo(2);
		});
	}

	@Test
	void streamsAreCounted() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(StreamMeters.class).bindTo(registry);
			node(context).streams = new StreamCounts(1, 2, 3, 4, 5);
			assertThat(registry.get("mesh.streams.open").tag("role", "read").gauge().value()).isEqualTo(1);
			assertThat(registry.get("mesh.streams.open").tag("role", "serve").gauge().value()).isEqualTo(2);
			assertThat(registry.get("mesh.streams.stalled").gauge().value()).isEqualTo(3);
			assertThat(registry.get("mesh.streams.items").tag("direction", "received").functionCounter().count())
				.isEqualTo(4);
			assertThat(registry.get("mesh.streams.items").tag("direction", "sent").functionCounter().count())
				.isEqualTo(5);
		});
	}

	@Test
	void metersOfRoutesAreRegisteredOnceHoweverOftenRoutesChange() {
		ListAppender<ILoggingEvent> complaints = new ListAppender<>();
		complaints.start();
		Logger logger = (Logger) LoggerFactory.getLogger(MeterRegistry.class);
		logger.addAppender(complaints);
		this.runner.withBean(Warehouse.class).withBean(NewWarehouse.class).run((context) -> {
			MeterRegistry registry = new SimpleMeterRegistry();
			TrafficRoutes routes = node(context).routes();
			new RouteMeters(node(context)).bindTo(registry);
			set(routes, "{weights: {1: 90, 2: 10}}");
			await().until(() -> registry.find("mesh.route.calls").functionCounters().size() == 4);
			set(routes, "{weights: {1: 100}, mirror: {version: 2}}");
			await().until(() -> registry.find("mesh.mirror.calls").functionCounters().size() == 5);
			assertThat(registry.find("mesh.route.calls").functionCounters()).hasSize(4);
		});
		logger.detachAppender(complaints);
		assertThat(complaints.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
	}

	private static void set(TrafficRoutes routes, String policy) throws Exception {
		routes.set("stock", RoutePolicy.parse(policy)).toCompletableFuture().get();
	}

	@Test
	void metersAndObservationsTogetherAreOneObserver() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(ObservationRegistry.class, TestObservationRegistry::create)
			.run((context) -> {
				CallObserver observer = node(context).spec.observer();
				assertThat(observer.countsLocalCalls()).isTrue();
				assertThat(observer.clientCall(POINT)).isNotNull();
			});
	}

	private static LocalMeshNode node(ApplicationContext context) {
		return (LocalMeshNode) context.getBean(MeshNode.class);
	}

	interface Stock {

	}

	@MeshService(version = "1")
	static class Warehouse implements Stock {

	}

	@MeshService(version = "2")
	static class NewWarehouse implements Stock {

	}

}
