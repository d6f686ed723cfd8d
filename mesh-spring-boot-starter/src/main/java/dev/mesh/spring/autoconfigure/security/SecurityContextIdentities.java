package dev.mesh.spring.autoconfigure.security;

import java.util.List;
import java.util.Objects;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.CallerIdentity;
import dev.mesh.rpc.IdentityRefusedException;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.spring.autoconfigure.security.SignedStatements.Stated;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Takes along who is authenticated on the calling thread, by name and authorities: the
 * thread that serves the call is then authenticated as the same. What else an
 * authentication holds, credentials above all, stays on the node.
 */
final class SecurityContextIdentities implements CallerIdentities {

	private final SignedStatements statements;

	private final SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

	SecurityContextIdentities(SignedStatements statements) {
		this.statements = statements;
	}

	@Override
	public @Nullable CallerIdentity current() {
		Authentication authentication = this.contexts.getContext().getAuthentication();
		if (authentication == null || !authentication.isAuthenticated()
				|| authentication instanceof AnonymousAuthenticationToken) {
			return null;
		}
		return new Identity(authentication);
	}

	@Override
	public @Nullable CallerIdentity verify(String service, Node caller, @Nullable String statement)
			throws IdentityRefusedException {
		if (statement == null) {
			return null;
		}
		Stated stated = this.statements.check(caller.id(), service, statement);
		return new Identity(UsernamePasswordAuthenticationToken.authenticated(stated.name(), null,
				AuthorityUtils.createAuthorityList(stated.authorities())));
	}

	/**
	 * One authentication.
	 */
	private final class Identity implements CallerIdentity {

		private final Authentication authentication;

		Identity(Authentication authentication) {
			this.authentication = authentication;
		}

		@Override
		public String statement(NodeId self, String service) {
			List<String> authorities = this.authentication.getAuthorities()
				.stream()
				.map(GrantedAuthority::getAuthority)
				.filter(Objects::nonNull)
				.toList();
			String statement = SecurityContextIdentities.this.statements.state(self, service,
					this.authentication.getName(), authorities);
			if (statement.length() > MAX_STATEMENT) {
				throw new NotExecutedException(Reason.UNAUTHENTICATED,
						"'" + service + "' was not called: to state a name and " + authorities.size()
								+ " authorities takes " + statement.length() + " characters, and at most "
								+ MAX_STATEMENT + " are sent. Give fewer authorities, such as roles.");
			}
			return statement;
		}

		@Override
		public CallContext.Scope open() {
			SecurityContextHolderStrategy holder = SecurityContextIdentities.this.contexts;
			SecurityContext former = holder.getContext();
			SecurityContext context = holder.createEmptyContext();
			context.setAuthentication(this.authentication);
			holder.setContext(context);
			return () -> {
				if (former.getAuthentication() == null) {
					holder.clearContext();
				}
				else {
					holder.setContext(former);
				}
			};
		}

	}

}
