package dev.mesh.spring.autoconfigure.cloud;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.mesh.service.MeshNode;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.event.InstanceRegisteredEvent;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.cloud.loadbalancer.config.LoadBalancerAutoConfiguration;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

class MeshDiscoveryTests {

	private final ApplicationContextRunner runner = MeshContexts.runner()
		.withConfiguration(
				AutoConfigurations.of(MeshDiscoveryAutoConfiguration.class, CommonsClientAutoConfiguration.class,
						UtilAutoConfiguration.class, SimpleDiscoveryClientAutoConfiguration.class,
						CompositeDiscoveryClientAutoConfiguration.class, LoadBalancerAutoConfiguration.class))
		.withBean(Warehouse.class)
		.withBean(Registrations.class);

	@Test
	void nodesAreFoundByServiceAndByApplication() {
		this.runner.run((context) -> {
			node(context).announce(Map.of("web", "http://127.0.0.1:8081", "application", "shop"));
			DiscoveryClient client = context.getBean(DiscoveryClient.class);
			for (String name : List.of("stock", "STOCK", "shop")) {
				assertThat(client.getInstances(name)).singleElement()
					.satisfies(
							(instance) -> assertThat(instance.getUri()).isEqualTo(URI.create("http://127.0.0.1:8081")));
			}
			assertThat(client.getInstances("other")).isEmpty();
			assertThat(client.getServices()).contains("shop", "stock");
		});
	}

	@Test
	void nodeWithoutWebServerOrInstanceIsNotListed() {
		this.runner.run((context) -> {
			DiscoveryClient client = context.getBean(DiscoveryClient.class);
			assertThat(client.getInstances("stock")).isEmpty();
			node(context).announce(Map.of("web", "https://[::1]:8443"));
			assertThat(client.getInstances("stock")).singleElement().satisfies((instance) -> {
				assertThat(instance.isSecure()).isTrue();
				assertThat(instance.getPort()).isEqualTo(8443);
			});
			node(context).deactivate("stock");
			assertThat(client.getInstances("stock")).isEmpty();
		});
	}

	@Test
	void reactiveClientListsTheSame() {
		this.runner.run((context) -> {
			node(context).announce(Map.of("web", "http://127.0.0.1:8081"));
			ReactiveDiscoveryClient client = new MeshReactiveDiscoveryClient(
					context.getBean(MeshDiscoveryClient.class));
			assertThat(client.getInstances("stock").collectList().block()).hasSize(1);
		});
	}

	@Test
	void loadBalancerSeesChangesAtOnce() {
		this.runner.run((context) -> {
			LoadBalancerClientFactory factory = context.getBean(LoadBalancerClientFactory.class);
			ServiceInstanceListSupplier supplier = factory.getInstance("stock", ServiceInstanceListSupplier.class);
			assertThat(supplier).isNotNull();
			node(context).announce(Map.of("web", "http://127.0.0.1:8081"));
			assertThat(next(supplier)).hasSize(1);
			node(context).deactivate("stock");
			assertThat(next(supplier)).isEmpty();
		});
	}

	@Test
	void registrationIsTold() {
		this.runner.run((context) -> assertThat(context.getBean(Registrations.class).count).isEqualTo(1));
	}

	@Test
	void discoveryCanBeSwitchedOff() {
		this.runner.withPropertyValues("spring.cloud.discovery.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MeshDiscoveryClient.class));
	}

	private static List<ServiceInstance> next(ServiceInstanceListSupplier supplier) {
		List<ServiceInstance> instances = supplier.get().blockFirst();
		return (instances != null) ? instances : List.of();
	}

	private static LocalMeshNode node(ApplicationContext context) {
		return (LocalMeshNode) context.getBean(MeshNode.class);
	}

	interface Stock {

	}

	@MeshService
	static class Warehouse implements Stock {

	}

	static class Registrations {

		int count;

		@EventListener
		void onRegistered(InstanceRegisteredEvent<?> event) {
			this.count++;
		}

	}

}
