package dev.mesh.spring.autoconfigure;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.directory.Directory;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.template.MeshTemplate;
import dev.mesh.service.MeshExtensions;
import dev.mesh.service.MeshNode;
import dev.mesh.service.NodeSpec;
import dev.mesh.spring.service.MeshServiceScope;
import dev.mesh.spring.service.ServiceBeans;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the Mesh node.
 */
@AutoConfiguration(after = { SslAutoConfiguration.class, MeshServiceAutoConfiguration.class },
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnBooleanProperty(name = "mesh.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MeshProperties.class)
public final class MeshAutoConfiguration {

	MeshAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	NodeSpec meshNodeSpec(MeshProperties properties, Environment environment,
			ConfigurableListableBeanFactory beanFactory, ServiceBeans beans, MeshServiceScope scope,
			ObjectProvider<SslBundles> bundles, ObjectProvider<CallObserver> observers,
			ObjectProvider<CallerIdentities> identities) {
		TransportSecurityResolver security = new TransportSecurityResolver(properties, bundles);
		return new NodeSpecAssembler(properties, environment, beanFactory, security).assemble(beans, scope,
				CompositeCallObserver.of(BaggageInMdc.addTo(observers.orderedStream().toList(), properties.baggage())),
				identities.getIfAvailable(() -> CallerIdentities.NONE));
	}

	@Bean
	@ConditionalOnMissingBean
	MeshNodeFactory meshNodeFactory() {
		return MeshNode::of;
	}

	@Bean(destroyMethod = "stop")
	@ConditionalOnMissingBean
	MeshNode meshNode(MeshNodeFactory factory, NodeSpec spec) {
		return factory.create(spec);
	}

	@Bean
	@ConditionalOnMissingBean
	MeshCluster meshCluster(MeshNode node) {
		return node.cluster();
	}

	@Bean
	@ConditionalOnMissingBean
	Directory meshDirectory(MeshNode node) {
		return node.directory();
	}

	@Bean
	@ConditionalOnMissingBean
	HybridLogicalClock meshClock(MeshNode node) {
		return node.clock();
	}

	@Bean
	@ConditionalOnMissingBean
	MeshExtensions meshExtensions(MeshNode node) {
		return node.extensions();
	}

	@Bean
	@ConditionalOnMissingBean
	MeshTemplate meshTemplate(MeshNode node) {
		return node.template();
	}

	@Bean
	MeshNodeLifecycle meshNodeLifecycle(MeshNode node, MeshProperties properties, ApplicationEventPublisher publisher,
			ListableBeanFactory beanFactory) {
		return new MeshNodeLifecycle(node, properties, new ContextEvents(publisher), beanFactory);
	}

	@Bean
	MeshAnnouncementLifecycle meshAnnouncementLifecycle(MeshNode node, MeshProperties properties,
			Announcement announcement, ApplicationContext context) {
		return new MeshAnnouncementLifecycle(node, properties, announcement, context);
	}

	@Bean
	Announcement meshAnnouncement(Environment environment) {
		return new Announcement(environment);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class WebServer {

		/**
		 * Only the application's own web server counts, not the management one.
		 */
		@Bean
		ApplicationListener<WebServerInitializedEvent> meshWebServerListener(Announcement announcement) {
			return (event) -> {
				if (event.getApplicationContext().getServerNamespace() == null) {
					announcement.webServerStarted(event.getWebServer().getPort());
				}
			};
		}

	}

}
