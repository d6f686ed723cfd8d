package dev.mesh.spring.autoconfigure.security;

import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.CallerIdentity;
import dev.mesh.rpc.IdentityRefusedException;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.service.NodeSpec;
import dev.mesh.spring.MeshContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MeshAuthenticationTests {

	private static final Node CALLER = new Node(new NodeId(7), 1, "caller", "z", "r", Map.of(), Set.of(), 1,
			Role.MEMBER, new HostPort("127.0.0.1", 1), new HostPort("127.0.0.1", 2), Map.of());

	private final ApplicationContextRunner runner = MeshContexts.runner()
		.withConfiguration(AutoConfigurations.of(MeshAuthenticationAutoConfiguration.class));

	private final ApplicationContextRunner propagating = this.runner
		.withPropertyValues("mesh.authentication.propagate=true", "mesh.token=a token that all nodes share");

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
	}

	private static void login(Authentication authentication) {
		SecurityContextHolder.getContext().setAuthentication(authentication);
	}

	@Test
	@SuppressWarnings("try") // scopes are there to be closed, not used
	void whoIsAuthenticatedThereIsAuthenticatedHereWhileTheCallIsServed() {
		this.propagating.run((context) -> {
			CallerIdentities identities = context.getBean(NodeSpec.class).identities();
			login(new TestingAuthenticationToken("ada", "secret", "ROLE_CLERK"));
			CallerIdentity there = identities.current();
			assertThat(there).isNotNull();
			String statement = there.statement(CALLER.id(), "payment");
			SecurityContextHolder.clearContext();
			CallerIdentity here = identities.verify("payment", CALLER, statement);
			assertThat(here).isNotNull();
			try (CallContext.Scope scope = here.open()) {
				Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
				assertThat(authentication).isNotNull();
				assertThat(authentication.getName()).isEqualTo("ada");
				assertThat(authentication.isAuthenticated()).isTrue();
				assertThat(authentication.getCredentials()).isNull();
				assertThat(AuthorityUtils.authorityListToSet(authentication.getAuthorities()))
					.containsExactly("ROLE_CLERK");
			}
			assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
			assertThatExceptionOfType(IdentityRefusedException.class)
				.isThrownBy(() -> identities.verify("cart", CALLER, statement));
		});
	}

	@Test
	void nobodyIsTakenAlongAsNobody() {
		this.propagating.run((context) -> {
			CallerIdentities identities = context.getBean(NodeSpec.class).identities();
			assertThat(identities.current()).isNull();
			login(new AnonymousAuthenticationToken("key", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANY")));
			assertThat(identities.current()).isNull();
			Authentication revoked = new TestingAuthenticationToken("ada", "secret");
			revoked.setAuthenticated(false);
			login(revoked);
			assertThat(identities.current()).isNull();
			assertThat(identities.verify("payment", CALLER, null)).isNull();
		});
	}

	@Test
	void moreAuthoritiesThanFitAreRefusedBeforeAnythingIsSent() {
		this.propagating.run((context) -> {
			login(new TestingAuthenticationToken("ada", "secret", "x".repeat(CallerIdentities.MAX_STATEMENT)));
			CallerIdentity identity = context.getBean(NodeSpec.class).identities().current();
			assertThat(identity).isNotNull();
			assertThatExceptionOfType(NotExecutedException.class)
				.isThrownBy(() -> identity.statement(CALLER.id(), "payment"))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNAUTHENTICATED));
		});
	}

	@Test
	void nothingIsTakenAlongUnlessAsked() {
		this.runner
			.run((context) -> assertThat(context.getBean(NodeSpec.class).identities()).isSameAs(CallerIdentities.NONE));
	}

	@Test
	void withoutATokenOrSpringSecurityTheApplicationDoesNotStart() {
		this.runner.withPropertyValues("mesh.authentication.propagate=true")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("no 'mesh.token' to sign with"));
		this.propagating.withClassLoader(new FilteredClassLoader(SecurityContextHolder.class))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("Spring Security is not on the class path"));
	}

}
