package dev.mesh.spring.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Role;
import dev.mesh.directory.Directory;
import dev.mesh.rpc.call.LocalCalls;
import dev.mesh.rpc.template.MeshTemplate;
import dev.mesh.service.MeshExtension;
import dev.mesh.service.MeshExtensions;
import dev.mesh.service.MeshNode;
import dev.mesh.service.NodeSpec;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshInstancesChangedEvent;
import dev.mesh.spring.MeshService;
import dev.mesh.spring.MeshViewChangedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

class MeshAutoConfigurationTests {

	@Test
	void oneNodeNeedsNoConfiguration() {
		MeshContexts.runner().run((context) -> {
			assertThat(context).hasSingleBean(MeshNode.class)
				.hasSingleBean(MeshCluster.class)
				.hasSingleBean(Directory.class)
				.hasSingleBean(HybridLogicalClock.class)
				.hasSingleBean(MeshExtensions.class)
				.hasSingleBean(MeshTemplate.class);
			NodeSpec spec = node(context).spec;
			assertThat(spec.cluster().bindAddress()).isEqualTo("127.0.0.1");
			assertThat(spec.security().context()).isNull();
			assertThat(spec.localCalls()).isEqualTo(LocalCalls.DIRECT);
		});
	}

	@Test
	void switchedOffNothingIsThere() {
		MeshContexts.runner()
			.withPropertyValues("mesh.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MeshNode.class)
				.doesNotHaveBean(MeshNodeLifecycle.class));
	}

	@Test
	void propertiesReachTheNode() {
		MeshContexts.runner()
			.withPropertyValues("mesh.cluster-name=shop", "mesh.node.name=n1", "mesh.node.zone=z", "mesh.node.region=r",
					"mesh.node.labels.disk=ssd", "mesh.node.tags=edge", "mesh.node.capacity=8",
					"mesh.node.role=observer", "mesh.peers=10.0.0.4:7800", "mesh.failure-timeout=3s",
					"mesh.rpc.max-frame-size=1MB", "mesh.rpc.local-calls=by-copy")
			.run((context) -> {
				NodeSpec spec = node(context).spec;
				ClusterOptions cluster = spec.cluster();
				assertThat(cluster.clusterName()).isEqualTo("shop");
				assertThat(cluster.name()).isEqualTo("n1");
				assertThat(cluster.labels()).containsEntry("disk", "ssd");
				assertThat(cluster.tags()).containsExactly("edge");
				assertThat(cluster.role()).isEqualTo(Role.OBSERVER);
				assertThat(cluster.discovery()).hasToString("StaticPeers[peers=[10.0.0.4:7800]]");
				assertThat(cluster.failureTimeout()).hasSeconds(3);
				assertThat(spec.rpc().maxFrameBytes()).isEqualTo(1024 * 1024);
				assertThat(spec.localCalls()).isEqualTo(LocalCalls.BY_COPY);
			});
	}

	@Test
	void clusterAndNodeAreNamedAfterTheApplication() {
		MeshContexts.runner().withPropertyValues("spring.application.name=shop", "mesh.node.name=").run((context) -> {
			assertThat(node(context).spec.cluster().clusterName()).isEqualTo("shop");
			assertThat(node(context).spec.cluster().name()).matches("shop-[2-9a-z]{4}");
		});
	}

	@Test
	void tokenProtectsBothPorts() {
		MeshContexts.runner()
			.withPropertyValues("mesh.token=0123456789abcdef0123", "mesh.bind-address=10.0.0.4")
			.run((context) -> assertThat(node(context).spec.security().context()).isNotNull());
	}

	@Test
	void configurationOverridesTheAnnotation() {
		MeshContexts.runner()
			.withUserConfiguration(Services.class)
			.withPropertyValues("mesh.services.stock-count.replicas=2", "mesh.services.stockCount.version=7")
			.run((context) -> assertThat(node(context).spec.services()).singleElement().satisfies((service) -> {
				assertThat(service.spec().replicas()).hasToString("2");
				assertThat(service.id()).hasToString("stockCount@7");
			}));
	}

	@Test
	void serviceThatIsSwitchedOffHereIsCalledElsewhere() {
		MeshContexts.runner()
			.withUserConfiguration(Services.class)
			.withPropertyValues("mesh.services.stockCount.enabled=false")
			.run((context) -> {
				assertThat(node(context).spec.services()).isEmpty();
				assertThat(node(context).spec.imports()).containsEntry("stockCount", StockCount.class);
				assertThat(context.getBean(StockCount.class)).isNotInstanceOf(WarehouseStock.class);
			});
	}

	@Test
	void nodeHandsOverBeforeItLeavesWhenOthersAreThere() {
		MeshContexts.runner().run((context) -> {
			LocalMeshNode node = node(context);
			node.join(LocalMeshNode.node(2, node.spec.cluster()));
			context.getSourceApplicationContext().close();
			assertThat(node.log.subList(0, 5)).containsExactly("start", "announce []", "announce [web]", "withdraw",
					"stop");
		});
	}

	@Test
	void contextThatIsPausedLeavesAndComesBack() {
		MeshContexts.runner().withUserConfiguration(Listener.class).run((context) -> {
			LocalMeshNode node = node(context);
			context.getSourceApplicationContext().stop();
			assertThat(context.getBean(Listener.class).readiness).endsWith(ReadinessState.REFUSING_TRAFFIC);
			context.getSourceApplicationContext().start();
			assertThat(node.log).containsExactly("start", "announce []", "announce [web]", "withdraw", "stop", "start",
					"announce []");
			assertThat(context.getBean(Listener.class).readiness).endsWith(ReadinessState.ACCEPTING_TRAFFIC);
		});
	}

	@Test
	void extensionsAreAddedOnce() {
		MeshContexts.runner().withBean("audit", MeshExtension.class, Audit::new).run((context) -> {
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			assertThat(context.getBean(MeshExtensions.class).names()).containsExactly("audit");
		});
	}

	@Test
	void changesAreApplicationEvents() {
		MeshContexts.runner().withUserConfiguration(Services.class, Listener.class).run((context) -> {
			Listener listener = context.getBean(Listener.class);
			Awaitility.await().until(() -> !listener.views.isEmpty() && !listener.instances.isEmpty());
			int before = listener.instances.size();
			node(context).deactivate("stockCount");
			Awaitility.await().until(() -> listener.instances.size() > before);
		});
	}

	private static LocalMeshNode node(ApplicationContext context) {
		return (LocalMeshNode) context.getBean(MeshNode.class);
	}

	interface StockCount {

	}

	@MeshService
	static class WarehouseStock implements StockCount {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WarehouseStock.class)
	static class Services {

	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		final List<MeshViewChangedEvent> views = new CopyOnWriteArrayList<>();

		final List<MeshInstancesChangedEvent> instances = new CopyOnWriteArrayList<>();

		final List<ReadinessState> readiness = new CopyOnWriteArrayList<>();

		@EventListener
		void onView(MeshViewChangedEvent event) {
			this.views.add(event);
		}

		@EventListener
		void onInstances(MeshInstancesChangedEvent event) {
			this.instances.add(event);
		}

		@EventListener
		void onReadiness(AvailabilityChangeEvent<ReadinessState> event) {
			this.readiness.add(event.getState());
		}

	}

	static class Audit implements MeshExtension {

		@Override
		public void start(MeshNode node) {
		}

		@Override
		public void stop() {
		}

	}

}
