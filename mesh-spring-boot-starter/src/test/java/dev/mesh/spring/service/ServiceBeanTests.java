package dev.mesh.spring.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.service.InstanceSource;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.ImportMeshServices;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class ServiceBeanTests {

	@Test
	void serviceIsCalledThroughItsContractWhereItIsInjected() {
		MeshContexts.runner()
			.withUserConfiguration(Shop.class)
			.run((context) -> assertThat(context.getBean(Checkout.class).total()).isEqualTo("42"));
	}

	@Test
	void nameIsThatOfTheContractWithItsFirstLetterInLowerCase() {
		MeshContexts.runner()
			.withUserConfiguration(Shop.class)
			.run((context) -> assertThat(node(context).live()).containsExactly(new ServiceId("pricing", "1")));
	}

	@Test
	void beanExistsOnlyWhileItIsLive() {
		MeshContexts.runner().withUserConfiguration(Shop.class).run((context) -> {
			Calls calls = context.getBean(Calls.class);
			assertThat(calls.events).containsExactly("made");
			node(context).deactivate("pricing");
			assertThat(calls.events).containsExactly("made", "ended");
			assertThatExceptionOfType(NotExecutedException.class)
				.isThrownBy(() -> context.getBean(Checkout.class).total());
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> context.getBean(RuleBasedPricing.class))
				.withStackTraceContaining("is not live on this node");
			node(context).activate("pricing");
			assertThat(calls.events).containsExactly("made", "ended", "made");
		});
	}

	@Test
	void oneServiceMayHaveSeveralBeansThatEndOneByOne() {
		MeshContexts.runner().withUserConfiguration(Shop.class).run((context) -> {
			List<String> events = context.getBean(Calls.class).events;
			InstanceSource source = node(context).spec.services().get(0).source();
			Object second = source.create();
			assertThat(second).isNotSameAs(node(context).bean("pricing"));
			context.publishEvent(new PriceChanged());
			assertThat(events).containsExactly("made", "made", "event", "event");
			node(context).deactivate("pricing");
			context.publishEvent(new PriceChanged());
			assertThat(events.subList(4, events.size())).containsExactly("ended", "event");
			source.destroy(second);
			source.destroy(second);
			assertThat(events.subList(6, events.size())).containsExactly("ended");
		});
	}

	@Test
	void beanIsEndedWhenTheContextCloses() {
		MeshContexts.runner().withUserConfiguration(Shop.class).run((context) -> {
			Calls calls = context.getBean(Calls.class);
			context.getSourceApplicationContext().close();
			assertThat(calls.events).containsExactly("made", "ended");
		});
	}

	@Test
	void callersOfAllBeansOfAContractGetTheProxyAlone() {
		MeshContexts.runner().withUserConfiguration(Shop.class).run((context) -> {
			ObjectProvider<Pricing> all = context.getBean(Checkout.class).all;
			assertThat(all.stream().toList()).hasSize(1)
				.first()
				.satisfies((pricing) -> assertThat(pricing).isNotInstanceOf(RuleBasedPricing.class));
		});
	}

	@Test
	void eventsReachAServiceWhileItIsLiveAndFailNothingAfterwards() {
		MeshContexts.runner().withUserConfiguration(Shop.class).run((context) -> {
			context.publishEvent(new PriceChanged());
			node(context).deactivate("pricing");
			context.publishEvent(new PriceChanged());
			assertThat(context.getBean(Calls.class).events).containsExactly("made", "event", "ended");
		});
	}

	@Test
	void importedContractIsInjectable() {
		MeshContexts.runner().withUserConfiguration(Importer.class).run((context) -> {
			assertThat(context).hasSingleBean(Stock.class);
			assertThat(node(context).spec.imports()).containsExactly(entry("stock", Stock.class));
			assertThat(node(context).spec.services()).isEmpty();
		});
	}

	@Test
	void factoryMethodMayDeclareAService() {
		MeshContexts.runner()
			.withUserConfiguration(Factory.class)
			.run((context) -> assertThat(context.getBean(Pricing.class).total()).isEqualTo("42"));
	}

	@Test
	void failureToMakeABeanLeavesNothingBehind() {
		MeshContexts.runner().withUserConfiguration(Fragile.class).run((context) -> {
			LocalMeshNode node = node(context);
			node.deactivate("pricing");
			FragilePricing.failures.set(1);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> node.activate("pricing"))
				.withStackTraceContaining("out of paper");
			node.activate("pricing");
			assertThat(context.getBean(Pricing.class).total()).isEqualTo("7");
		});
	}

	@Test
	void switchedOffTheServiceIsASingleton() {
		MeshContexts.runner()
			.withUserConfiguration(Shop.class)
			.withPropertyValues("mesh.enabled=false")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(MeshNode.class).hasSingleBean(Pricing.class);
				assertThat(context.getBean(Checkout.class).pricing).isSameAs(context.getBean(RuleBasedPricing.class));
				context.publishEvent(new PriceChanged());
				assertThat(context.getBean(Calls.class).events).containsExactly("made", "event");
			});
	}

	private static LocalMeshNode node(ApplicationContext context) {
		return (LocalMeshNode) context.getBean(MeshNode.class);
	}

	interface Pricing {

		String total();

	}

	interface Stock {

		int left();

	}

	record PriceChanged() {

	}

	static class Calls {

		final List<String> events = new ArrayList<>();

	}

	@MeshService
	static class RuleBasedPricing implements Pricing {

		private final Calls calls;

		RuleBasedPricing(Calls calls) {
			this.calls = calls;
		}

		@PostConstruct
		void made() {
			this.calls.events.add("made");
		}

		@PreDestroy
		void ended() {
			this.calls.events.add("ended");
		}

		@EventListener
		void onPriceChanged(PriceChanged event) {
			this.calls.events.add("event");
		}

		@Override
		public String total() {
			return "42";
		}

	}

	static class Checkout {

		final Pricing pricing;

		final ObjectProvider<Pricing> all;

		Checkout(Pricing pricing, ObjectProvider<Pricing> all) {
			this.pricing = pricing;
			this.all = all;
		}

		String total() {
			return this.pricing.total();
		}

	}

	@MeshService
	static class FragilePricing implements Pricing {

		static final AtomicInteger failures = new AtomicInteger();

		FragilePricing() {
			if (failures.getAndSet(0) > 0) {
				throw new IllegalStateException("out of paper");
			}
		}

		@Override
		public String total() {
			return "7";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Calls.class, RuleBasedPricing.class, Checkout.class })
	static class Shop {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FragilePricing.class)
	static class Fragile {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportMeshServices(Stock.class)
	static class Importer {

	}

	@Configuration(proxyBeanMethods = false)
	static class Factory {

		@Bean
		RuleBasedPricing rules() {
			return new RuleBasedPricing(new Calls());
		}

	}

}
