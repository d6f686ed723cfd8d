package dev.mesh.security;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

/**
 * Shows the node's one certificate wherever one of its key type is asked for, whatever
 * issuers the peer names.
 */
final class NodeKeyManager extends X509ExtendedKeyManager {

	private static final String ALIAS = "node";

	private final NodeIdentity identity;

	private final String keyType;

	NodeKeyManager(NodeIdentity identity) {
		this.identity = identity;
		this.keyType = identity.privateKey().getAlgorithm();
	}

	@Override
	public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
		return (select(keyType) != null) ? new String[] { ALIAS } : null;
	}

	@Override
	public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable Socket socket) {
		return select(keyTypes);
	}

	@Override
	public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		return select(keyTypes);
	}

	@Override
	public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
		return getClientAliases(keyType, issuers);
	}

	@Override
	public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
		return select(keyType);
	}

	@Override
	public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		return select(keyType);
	}

	@Override
	public X509Certificate[] getCertificateChain(String alias) {
		return this.identity.chain().toArray(X509Certificate[]::new);
	}

	@Override
	public PrivateKey getPrivateKey(String alias) {
		return this.identity.privateKey();
	}

	private @Nullable String select(String... keyTypes) {
		return Arrays.asList(keyTypes).contains(this.keyType) ? ALIAS : null;
	}

}
