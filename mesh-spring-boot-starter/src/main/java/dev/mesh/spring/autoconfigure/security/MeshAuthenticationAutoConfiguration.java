package dev.mesh.spring.autoconfigure.security;

import java.time.InstantSource;

import dev.mesh.rpc.CallerIdentities;
import dev.mesh.spring.MeshConfigurationException;
import dev.mesh.spring.autoconfigure.MeshAutoConfiguration;
import dev.mesh.spring.autoconfigure.MeshProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration of the caller's authentication, which travels with calls if that is
 * asked for.
 */
@AutoConfiguration(before = MeshAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "mesh.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("mesh.authentication.propagate")
@ConditionalOnClass(SecurityContextHolder.class)
@EnableConfigurationProperties(MeshProperties.class)
public final class MeshAuthenticationAutoConfiguration {

	MeshAuthenticationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(CallerIdentities.class)
	SecurityContextIdentities meshCallerIdentities(MeshProperties properties) {
		String token = properties.token();
		if (!StringUtils.hasText(token)) {
			throw new MeshConfigurationException(
					"'mesh.authentication.propagate' is true and there is no 'mesh.token' to sign with.",
					"Set 'mesh.token' on all nodes, or define a bean of type CallerIdentities of your own.");
		}
		return new SecurityContextIdentities(
				new SignedStatements(token, properties.authentication().lifetime(), InstantSource.system()));
	}

}
