package dev.mesh.spring.autoconfigure.health;

import java.util.List;
import java.util.Map;

import dev.mesh.cluster.MembershipStatus;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.PlacementLoop;
import dev.mesh.placement.Plan;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MeshHealthTests {

	private final ApplicationContextRunner runner = MeshContexts.runner()
		.withConfiguration(AutoConfigurations.of(MeshHealthAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "MEMBER,UP", "JOINING,OUT_OF_SERVICE", "LEAVING,OUT_OF_SERVICE", "EXCLUDED,DOWN" })
	void statusFollowsMembership(MembershipStatus membership, String expected) {
		this.runner.run((context) -> {
			node(context).status.set(membership);
			assertThat(health(context).getStatus()).isEqualTo(new Status(expected));
		});
	}

	@Test
	void nodeThatHandsOverIsOutOfService() {
		this.runner.run((context) -> {
			node(context).announce(Map.of(PlacementLoop.DRAINING, "true"));
			assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		});
	}

	@Test
	void detailsNameNodeViewMembersAndWhatIsUnplaced() {
		this.runner.run((context) -> {
			node(context).plans.set(Plan.settled(1, Assignment.NONE,
					List.of(new Plan.Pending(new ServiceId("stock", "1"), 1, "no node offers it"))));
			assertThat(health(context).getDetails()).containsEntry("node", "a")
				.containsEntry("members", List.of("a"))
				.containsKeys("view", "clockSkew")
				.hasEntrySatisfying("unplaced",
						(unplaced) -> assertThat(unplaced.toString()).contains("stock@1", "no node offers it"));
		});
	}

	@Test
	void warnsOfWhatCannotBeLostAndStaysUp() {
		this.runner.withBean(Warehouse.class).run((context) -> {
			LocalMeshNode node = node(context);
			node.join(LocalMeshNode.node(2, node.spec.cluster()));
			node.plans.set(Plan.settled(3,
					new Assignment(Map.of(new ServiceId("stock", "1"), Map.of(node.cluster().self().id(), 1))),
					List.of()));
			await().untilAsserted(() -> {
				Health health = health(context);
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails().get("placement")).asString()
					.contains("epoch=3", "settled=true", "stock");
			});
		});
	}

	@Test
	void indicatorCanBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.mesh.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
	}

	interface Stock {

	}

	@MeshService
	static class Warehouse implements Stock {

	}

	private static Health health(ApplicationContext context) {
		Health health = context.getBean(HealthIndicator.class).health();
		assertThat(health).isNotNull();
		return health;
	}

	private static LocalMeshNode node(ApplicationContext context) {
		return (LocalMeshNode) context.getBean(MeshNode.class);
	}

}
