package dev.mesh.spring.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.call.LocalCalls;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.security.TransportSecurity;
import dev.mesh.selector.Selectors;
import dev.mesh.service.NodeSpec;
import dev.mesh.service.RouteSettings;
import dev.mesh.service.ServiceDefinition;
import dev.mesh.spring.MeshConfigurationException;
import dev.mesh.spring.service.MeshServiceScope;
import dev.mesh.spring.service.ServiceBean;
import dev.mesh.spring.service.ServiceBeanSource;
import dev.mesh.spring.service.ServiceBeans;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Puts properties, services and observers together, and refuses what cannot work before
 * anything is opened.
 */
final class NodeSpecAssembler {

	private static final String DEFAULT_CLUSTER_NAME = "mesh";

	private final MeshProperties properties;

	private final Environment environment;

	private final ConfigurableListableBeanFactory beanFactory;

	private final TransportSecurityResolver security;

	NodeSpecAssembler(MeshProperties properties, Environment environment, ConfigurableListableBeanFactory beanFactory,
			TransportSecurityResolver security) {
		this.properties = properties;
		this.environment = environment;
		this.beanFactory = beanFactory;
		this.security = security;
	}

	NodeSpec assemble(ServiceBeans beans, MeshServiceScope scope, CallObserver observer, CallerIdentities identities) {
		requireBelief(identities);
		InetAddress bindAddress = bindAddress();
		ClusterOptions cluster = cluster(bindAddress);
		MeshProperties.Clock clock = this.properties.clock();
		ServiceDefinitions definitions = new ServiceDefinitions(this.properties.services());
		List<ServiceBean> services = definitions.resolve(beans.services(), beans.imports().keySet());
		RouteSettings routes = new RouteSettings(definitions.routes(names(services, beans.imports().keySet())),
				this.properties.baggage().allow());
		TransportSecurity protection = this.security.resolve(bindAddress, cluster.clusterName(), cluster.name());
		return new NodeSpec(cluster, rpc(), StreamSettings.of(this.properties.rpc().streams()), protection,
				clock.maxDrift(), clock.ceilingFile(), this.properties.shutdown().drainTimeout(),
				PlacementSettings.of(this.properties.placement()), localCalls(), selectors(services, beans.imports()),
				observer, identities, routes, hosted(services, scope), called(services, beans.imports()),
				new ConfiguredCalls(this.properties.services()).resolve(contracts(services, beans.imports())),
				classLoader());
	}

	private void requireBelief(CallerIdentities identities) {
		if (this.properties.authentication().propagate() && identities.equals(CallerIdentities.NONE)) {
			throw new MeshConfigurationException(
					"'mesh.authentication.propagate' is true and Spring Security is not on the class path.",
					"Add spring-security-core, or define a bean of type CallerIdentities of your own.");
		}
	}

	private static Set<String> names(List<ServiceBean> services, Set<String> imported) {
		Set<String> names = new TreeSet<>(imported);
		services.forEach((service) -> names.add(service.id().name()));
		return names;
	}

	private InetAddress bindAddress() {
		String text = this.properties.bindAddress();
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw new MeshConfigurationException("'mesh.bind-address' is '" + text + "', which cannot be resolved.",
					"Use an address of this machine, or 127.0.0.1 for loopback.", ex);
		}
	}

	private ClusterOptions cluster(InetAddress bindAddress) {
		MeshProperties.Node node = this.properties.node();
		String application = this.environment.getProperty("spring.application.name", "");
		String name = StringUtils.hasText(node.name()) ? node.name() : NodeName.generate(application);
		return new ClusterOptions(clusterName(application), name, node.zone(), node.region(), node.labels(),
				node.tags(), capacity(node), node.role(), this.properties.bindAddress(),
				ClusterPort.choose(this.properties.clusterPort(), bindAddress),
				new DiscoveryResolver(this.properties, this.beanFactory).resolve(), this.properties.failureTimeout());
	}

	private static double capacity(MeshProperties.Node node) {
		Double stated = node.capacity();
		return (stated != null) ? stated : Runtime.getRuntime().availableProcessors();
	}

	private String clusterName(String application) {
		if (StringUtils.hasText(this.properties.clusterName())) {
			return this.properties.clusterName();
		}
		return StringUtils.hasText(application) ? application : DEFAULT_CLUSTER_NAME;
	}

	private RpcOptions rpc() {
		MeshProperties.Rpc rpc = this.properties.rpc();
		return new RpcOptions(this.properties.bindAddress(), this.properties.rpcPort(), rpc.timeout(),
				Math.toIntExact(rpc.maxFrameSize().toBytes()), rpc.maxInFlight(), rpc.maxConnections(),
				rpc.handshakeTimeout(), rpc.eventLoops(), rpc.workers(), rpc.queue(),
				Threading.VIRTUAL.isActive(this.environment), this.properties.rpc().inlineShortCalls());
	}

	private LocalCalls localCalls() {
		return switch (this.properties.rpc().localCalls()) {
			case BY_REFERENCE -> LocalCalls.DIRECT;
			case BY_COPY -> LocalCalls.BY_COPY;
		};
	}

	private Selectors selectors(List<ServiceBean> services, Map<String, Class<?>> imports) {
		Set<String> names = new HashSet<>(imports.keySet());
		services.forEach((service) -> names.add(service.id().name()));
		return new SelectorResolver(this.properties.services(), this.beanFactory).resolve(names);
	}

	private List<ServiceDefinition> hosted(List<ServiceBean> services, MeshServiceScope scope) {
		return services.stream()
			.filter(ServiceBean::enabled)
			.map((service) -> new ServiceDefinition(service.spec(), service.contract(),
					new ServiceBeanSource(service, this.beanFactory, scope)))
			.toList();
	}

	/**
	 * What is not hosted here is called all the same.
	 */
	private static Map<String, Class<?>> called(List<ServiceBean> services, Map<String, Class<?>> imports) {
		Map<String, Class<?>> called = new HashMap<>(imports);
		services.forEach((service) -> called.put(service.id().name(), service.contract()));
		services.stream().filter(ServiceBean::enabled).forEach((service) -> called.remove(service.id().name()));
		return called;
	}

	private static Map<String, Class<?>> contracts(List<ServiceBean> services, Map<String, Class<?>> imports) {
		Map<String, Class<?>> contracts = new HashMap<>(imports);
		services.forEach((service) -> contracts.put(service.id().name(), service.contract()));
		return contracts;
	}

	private ClassLoader classLoader() {
		ClassLoader loader = this.beanFactory.getBeanClassLoader();
		return (loader != null) ? loader : NodeSpecAssembler.class.getClassLoader();
	}

}
