package dev.mesh.spring.autoconfigure;

import java.time.Duration;

import dev.mesh.placement.PlacementOptions;
import dev.mesh.placement.ScalingOptions;
import dev.mesh.placement.advice.OptimizeMode;
import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpecText;
import dev.mesh.placement.spec.Spread;
import dev.mesh.service.MeshNode;
import dev.mesh.service.NodeSpec;
import dev.mesh.spring.Bias;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked for a service, by annotation and by properties.
 */
class PlacementSettingsTests {

	@Test
	void annotationAsksForAll() {
		asks(runner(), "{replicas: 2..5, tags: [money, sql], biases: {ads: {avoid: 3}, db: prefer},"
				+ " where: \"disk = ssd && zone != c\", demand: 0.5, max-per-node: 2, max-per-zone: 4, spread: none,"
				+ " priority: 7}");
	}

	@Test
	void eachCanBeOverridden() {
		asks(runner().withPropertyValues("mesh.services.pricing.replicas=all", "mesh.services.pricing.tags=gold,eu",
				"mesh.services.pricing.biases.db=NEVER", "mesh.services.pricing.biases.ads=neutral",
				"mesh.services.pricing.biases.cache.prefer=9", "mesh.services.pricing.where=tag = edge",
				"mesh.services.pricing.demand=2", "mesh.services.pricing.max-per-node=unlimited",
				"mesh.services.pricing.maxPerZone=1", "mesh.services.pricing.spread=ZONES",
				"mesh.services.pricing.priority=-1"),
				"{tags: [eu, gold], biases: {cache: {prefer: 9}, db: never}, where: \"tag = edge\", demand: 2,"
						+ " max-per-node: unlimited, max-per-zone: 1, priority: \"-1\"}");
	}

	@Test
	void eachCanBeTakenBack() {
		asks(runner().withPropertyValues("mesh.services.pricing.replicas=all", "mesh.services.pricing.tags=",
				"mesh.services.pricing.biases.db=neutral", "mesh.services.pricing.biases.ads=neutral",
				"mesh.services.pricing.where=", "mesh.services.pricing.demand=0",
				"mesh.services.pricing.max-per-node=1", "mesh.services.pricing.max-per-zone=unlimited",
				"mesh.services.pricing.spread=zones", "mesh.services.pricing.priority=0"), "{}");
	}

	@Test
	void restIsAsTheAnnotationSays() {
		asks(runner().withPropertyValues("mesh.services.pricing.version=3", "mesh.services.pricing.priority=1"),
				"{replicas: 2..5, tags: [money, sql], biases: {ads: {avoid: 3}, db: prefer},"
						+ " where: \"disk = ssd && zone != c\", demand: 0.5, max-per-node: 2, max-per-zone: 4,"
						+ " spread: none, priority: 1}");
	}

	@Test
	void yamlReadsLikeATopology() {
		asks(runner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.config.location=classpath:placement-settings.yml"),
				"{tags: [eu-1, gold], biases: {db: never, heavy-disk: {prefer: 3}}, where: \"disk = ssd && zone != c\","
						+ " demand: 0.5, max-per-node: 2, max-per-zone: 2, spread: none, priority: 7}");
	}

	@Test
	void whatPlacementPrefersReachesTheNode() {
		runner()
			.withPropertyValues("mesh.placement.max-moves=2", "mesh.placement.request-timeout=3s",
					"mesh.placement.first-back-off=1s", "mesh.placement.longest-back-off=8s",
					"mesh.placement.weights.bias=1", "mesh.placement.weights.zones=2", "mesh.placement.weights.load=3",
					"mesh.placement.weights.traffic=4", "mesh.placement.weights.moving=5",
					"mesh.placement.scaling.in-flight=6", "mesh.placement.scaling.cpu=0.5",
					"mesh.placement.scaling.window=1s", "mesh.placement.scaling.up-after=2s",
					"mesh.placement.scaling.down-after=3s", "mesh.placement.optimize=AUTO",
					"mesh.placement.report-interval=4s", "mesh.placement.optimize-interval=9s",
					"mesh.placement.optimize-moves=7", "mesh.placement.optimize-instance-cost=2.5")
			.run((context) -> assertThat(context.getBean(NodeSpec.class).placement()).isEqualTo(new PlacementOptions(
					PlacementOptions.DEFAULTS.gatherTimeout(), PlacementOptions.DEFAULTS.headInterval(),
					Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(8), 2, new Weights(1, 2, 3, 4, 5),
					new ScalingOptions(6, 0.5, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)),
					new OptimizeOptions(OptimizeMode.AUTO, Duration.ofSeconds(4), Duration.ofSeconds(9), 7, 2.5))));
	}

	@Test
	void whatPlacementPrefersByDefaultIsWhatTheCoreDoes() {
		runner().run((context) -> assertThat(context.getBean(NodeSpec.class).placement())
			.isEqualTo(PlacementOptions.DEFAULTS));
	}

	@Test
	void theCapacityIsThatOfTheProcessorsUnlessStated() {
		runner().run((context) -> assertThat(context.getBean(NodeSpec.class).cluster().capacity())
			.isEqualTo(Runtime.getRuntime().availableProcessors()));
		runner().withPropertyValues("mesh.node.capacity=0.5")
			.run((context) -> assertThat(context.getBean(NodeSpec.class).cluster().capacity()).isEqualTo(0.5));
	}

	private static ApplicationContextRunner runner() {
		return MeshContexts.runner().withBean(SqlPricing.class);
	}

	private static void asks(ApplicationContextRunner runner, String text) {
		runner.run((context) -> assertThat(((LocalMeshNode) context.getBean(MeshNode.class)).spec.services())
			.singleElement()
			.satisfies((service) -> assertThat(ServiceSpecText.write(service.spec())).isEqualTo(text)));
	}

	interface Pricing {

	}

	@MeshService(replicas = "2..5", tags = { "sql", "money" },
			biases = { @Bias(tag = "db", value = BiasKind.PREFER),
					@Bias(tag = "ads", value = BiasKind.AVOID, weight = 3) },
			where = "disk=ssd && zone!=c", demand = 0.5, maxPerNode = 2, maxPerZone = 4, spread = Spread.NONE,
			priority = 7)
	static class SqlPricing implements Pricing {

	}

}
