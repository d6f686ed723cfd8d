package dev.mesh.spring.autoconfigure;

import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpecText;
import dev.mesh.placement.spec.Spread;
import dev.mesh.service.MeshNode;
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
