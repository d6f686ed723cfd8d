package dev.mesh.spring.autoconfigure;

import dev.mesh.selector.LeastLoaded;
import dev.mesh.selector.Locality;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.RandomNode;
import dev.mesh.selector.RoundRobin;
import dev.mesh.selector.Selectors;
import dev.mesh.selector.Weighted;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.ImportMeshServices;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshConfigurationException;
import dev.mesh.spring.MeshContexts;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class SelectorResolverTests {

	private static Selectors selectors(AssertableApplicationContext context) {
		return ((LocalMeshNode) context.getBean(MeshNode.class)).spec.selectors();
	}

	@Test
	void allServicesAreCalledNearbyByDefault() {
		MeshContexts.runner()
			.withUserConfiguration(Importing.class)
			.run((context) -> assertThat(selectors(context).forService("dull-prices")).isInstanceOf(Locality.class));
	}

	@Test
	void aServiceHasTheSelectorThatConfigurationNames() {
		MeshContexts.runner()
			.withUserConfiguration(Importing.class)
			.withPropertyValues("mesh.services.dull-prices.selector=round-robin")
			.run((context) -> {
				assertThat(selectors(context).forService("dull-prices")).isInstanceOf(RoundRobin.class);
				assertThat(selectors(context).forService("other")).isInstanceOf(Locality.class);
			});
	}

	@Test
	void theOnlyBeanReplacesTheDefaultAndBeansAreFoundByName() {
		MeshContexts.runner()
			.withUserConfiguration(Importing.class)
			.withBean("mine", NodeSelector.class, Weighted::new)
			.run((context) -> assertThat(selectors(context).standard()).isInstanceOf(Weighted.class));
		MeshContexts.runner()
			.withUserConfiguration(Importing.class, TwoSelectors.class)
			.withPropertyValues("mesh.services.dullPrices.selector=mine")
			.run((context) -> {
				assertThat(selectors(context).standard()).isInstanceOf(Locality.class);
				assertThat(selectors(context).forService("dull-prices")).isInstanceOf(RandomNode.class);
			});
	}

	@Test
	void aNameThatStandsForNothingIsRefusedAtTheStart() {
		MeshContexts.runner()
			.withUserConfiguration(Importing.class)
			.withPropertyValues("mesh.services.dull-prices.selector=nearest")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MeshConfigurationException.class)
				.hasMessageContaining("'mesh.services.dull-prices.selector' is 'nearest'"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportMeshServices(value = DullPrices.class, name = "dull-prices")
	static class Importing {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoSelectors {

		@Bean
		NodeSelector mine() {
			return new RandomNode();
		}

		@Bean
		NodeSelector other() {
			return new LeastLoaded();
		}

	}

	/**
	 * A contract that is called here and hosted elsewhere.
	 */
	interface DullPrices {

		int price(String sku);

	}

}
