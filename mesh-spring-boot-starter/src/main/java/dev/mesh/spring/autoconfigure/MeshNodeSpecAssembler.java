package dev.mesh.spring.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.placement.Replicas;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.wire.RpcOptions;
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
final class MeshNodeSpecAssembler {

	private static final String DEFAULT_CLUSTER_NAME = "mesh";

	private final MeshProperties properties;

	private final Environment environment;

	private final ConfigurableListableBeanFactory beanFactory;

	private final TransportSecurityResolver security;

	MeshNodeSpecAssembler(MeshProperties properties, Environment environment,
			ConfigurableListableBeanFactory beanFactory, TransportSecurityResolver security) {
		this.properties = properties;
		this.environment = environment;
		this.beanFactory = beanFactory;
		this.security = security;
	}

	MeshNodeSpec assemble(ServiceBeans beans, MeshServiceScope scope, CallObserver observer) {
		InetAddress bindAddress = bindAddress();
		ClusterOptions cluster = cluster(bindAddress);
		MeshProperties.Clock clock = this.properties.clock();
		return new MeshNodeSpec(cluster, rpc(),
				this.security.resolve(bindAddress, cluster.clusterName(), cluster.name()), clock.maxDrift(),
				clock.ceilingFile(), this.properties.shutdown().drainTimeout(),
				this.properties.rpc().localCalls() == MeshProperties.LocalCalls.BY_COPY, observer,
				services(beans, scope), beans.contracts(), classLoader());
	}

	private InetAddress bindAddress() {
		String text = this.properties.bindAddress();
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw new MeshConfigurationException("'mesh.bind-address' is '" + text + "', which cannot be resolved.",
					"Use an address of this machine, 127.0.0.1 for loopback or 0.0.0.0 for all.", ex);
		}
	}

	private ClusterOptions cluster(InetAddress bindAddress) {
		MeshProperties.Node node = this.properties.node();
		String application = this.environment.getProperty("spring.application.name", "");
		String name = StringUtils.hasText(node.name()) ? node.name() : NodeName.generate(application);
		return new ClusterOptions(clusterName(application), name, node.zone(), node.region(), node.labels(),
				node.tags(), node.capacity(), node.role(), this.properties.bindAddress(),
				ClusterPort.choose(this.properties.clusterPort(), bindAddress),
				new DiscoveryResolver(this.properties, this.beanFactory).resolve(), this.properties.failureTimeout());
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
				Threading.VIRTUAL.isActive(this.environment));
	}

	private List<ServiceDefinition> services(ServiceBeans beans, MeshServiceScope scope) {
		return new ServiceDefinitions(this.properties.services()).resolve(beans.services())
			.stream()
			.filter(ServiceBean::enabled)
			.map((service) -> new ServiceDefinition(service.id(), service.contract(),
					Replicas.parse(service.replicas()), new ServiceBeanSource(service, this.beanFactory, scope)))
			.toList();
	}

	private ClassLoader classLoader() {
		ClassLoader loader = this.beanFactory.getBeanClassLoader();
		return (loader != null) ? loader : MeshNodeSpecAssembler.class.getClassLoader();
	}

}
