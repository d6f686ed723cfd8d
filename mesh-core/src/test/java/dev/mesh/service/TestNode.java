package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.PlacementOptions;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.call.LocalCalls;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.security.TransportSecurity;
import dev.mesh.selector.Selectors;

/**
 * Collects what a node of a test hosts and calls.
 */
final class TestNode {

	private final String name;

	private final List<ServiceDefinition> services = new ArrayList<>();

	private final Map<String, Class<?>> imports = new HashMap<>();

	private final Map<String, ServiceCalls> calls = new HashMap<>();

	private RpcOptions rpc = RpcOptions.defaults();

	private CallObserver observer = CallObserver.NONE;

	private String zone = "z";

	private RouteSettings routes = RouteSettings.NONE;

	private PlacementOptions placement = PlacementOptions.DEFAULTS;

	private Selectors selectors = Selectors.defaults();

	private ClassLoader loader = TestNode.class.getClassLoader();

	private Duration drainTimeout = Duration.ofSeconds(10);

	TestNode(String name) {
		this.name = name;
	}

	<T> TestNode hosts(Class<T> contract, String service, String replicas, Function<String, T> bean) {
		return hosts(contract, service, replicas, new InstanceSource() {

			@Override
			public Object create() {
				return bean.apply(TestNode.this.name);
			}

			@Override
			public void destroy(Object ended) {
			}

		});
	}

	TestNode hosts(Class<?> contract, String service, String replicas, InstanceSource source) {
		String[] parts = service.split("@", 2);
		ServiceId id = new ServiceId(parts[0], (parts.length > 1) ? parts[1] : "1");
		this.services.add(new ServiceDefinition(ServiceSpec.of(id, Replicas.parse(replicas)), contract, source));
		return this;
	}

	TestNode routes(RouteSettings settings) {
		this.routes = settings;
		return this;
	}

	TestNode drainTimeout(Duration timeout) {
		this.drainTimeout = timeout;
		return this;
	}

	TestNode imports(Class<?> contract, String service) {
		this.imports.put(service, contract);
		return this;
	}

	TestNode loader(ClassLoader jar) {
		this.loader = jar;
		return this;
	}

	TestNode selectors(Selectors pickers) {
		this.selectors = pickers;
		return this;
	}

	TestNode calls(String service, ServiceCalls configured) {
		this.calls.put(service, configured);
		return this;
	}

	TestNode rpc(RpcOptions options) {
		this.rpc = options;
		return this;
	}

	TestNode observer(CallObserver told) {
		this.observer = told;
		return this;
	}

	TestNode zone(String place) {
		this.zone = place;
		return this;
	}

	TestNode placement(PlacementOptions options) {
		this.placement = options;
		return this;
	}

	NodeSpec spec() {
		this.services.forEach((service) -> this.imports.remove(service.id().name()));
		ClusterOptions cluster = new ClusterOptions("test", this.name, this.zone, "r", Map.of(), Set.of(), 1,
				Role.MEMBER, "127.0.0.1", 0, new Discovery.StaticPeers(List.of()), Duration.ofSeconds(2));
		return new NodeSpec(cluster, this.rpc, StreamOptions.defaults(), TransportSecurity.none(),
				Duration.ofMillis(500), null, this.drainTimeout, this.placement, LocalCalls.DIRECT, this.selectors,
				this.observer, CallerIdentities.NONE, this.routes, this.services, this.imports, this.calls,
				this.loader);
	}

}
