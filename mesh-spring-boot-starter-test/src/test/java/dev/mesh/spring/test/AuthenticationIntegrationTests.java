package dev.mesh.spring.test;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.MeshCall;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The same annotations hold for callers on any node.
 */
@MeshTest(nodes = 2, classes = AuthenticationIntegrationTests.Application.class,
		properties = { "mesh.authentication.propagate=true", "mesh.token=a token that all nodes share" })
class AuthenticationIntegrationTests {

	@AfterEach
	void logout() {
		SecurityContextHolder.clearContext();
	}

	private static void login(String name, String role) {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(name, "secret", role));
	}

	@Test
	void whoMayMayFromEveryNode(MeshTestCluster cluster) throws Exception {
		login("ada", "ROLE_CLERK");
		for (MeshTestNode node : cluster.nodes()) {
			assertThat(node.bean(Vault.class).open()).isEqualTo("opened for ada");
			assertThat(node.bean(Vault.class).openLater().get(10, TimeUnit.SECONDS)).isEqualTo("opened for ada");
		}
	}

	@Test
	void whoMayNotMayFromNone(MeshTestCluster cluster) {
		login("eve", "ROLE_GUEST");
		for (MeshTestNode node : cluster.nodes()) {
			assertThatThrownBy(() -> node.bean(Vault.class).open()).hasMessageContaining("Access Denied");
		}
	}

	@Test
	void norMayNobody(MeshTestCluster cluster) {
		for (MeshTestNode node : cluster.nodes()) {
			assertThatThrownBy(() -> node.bean(Vault.class).open())
				.hasMessageContaining("An Authentication object was not found");
		}
	}

	public interface Vault {

		String open();

		@MeshCall(timeout = "10s")
		CompletableFuture<String> openLater();

	}

	@MeshService(replicas = "1")
	static class GuardedVault implements Vault {

		@Override
		@PreAuthorize("hasRole('CLERK')")
		public String open() {
			return "opened for "
					+ Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication()).getName();
		}

		@Override
		@PreAuthorize("hasRole('CLERK')")
		public CompletableFuture<String> openLater() {
			return CompletableFuture.completedFuture(open());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableMethodSecurity
	@Import(GuardedVault.class)
	static class Application {

	}

}
