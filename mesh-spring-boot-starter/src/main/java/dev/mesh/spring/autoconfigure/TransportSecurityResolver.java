package dev.mesh.spring.autoconfigure;

import java.net.InetAddress;

import dev.mesh.security.JoinToken;
import dev.mesh.security.TransportSecurity;
import dev.mesh.spring.MeshConfigurationException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Decides how peers prove themselves: by an SSL bundle, by a token, or, on loopback
 * alone, not at all.
 */
final class TransportSecurityResolver {

	private final MeshProperties properties;

	private final ObjectProvider<SslBundles> bundles;

	TransportSecurityResolver(MeshProperties properties, ObjectProvider<SslBundles> bundles) {
		this.properties = properties;
		this.bundles = bundles;
	}

	TransportSecurity resolve(InetAddress bindAddress, String clusterName, String nodeName) {
		String bundle = this.properties.ssl().bundle();
		String token = this.properties.token();
		if (StringUtils.hasText(bundle)) {
			if (StringUtils.hasText(token)) {
				throw new MeshConfigurationException("Both 'mesh.token' and 'mesh.ssl.bundle' are set.",
						"Remove one: a bundle replaces the token.");
			}
			return fromBundle(bundle);
		}
		if (StringUtils.hasText(token)) {
			return TransportSecurity.fromToken(token(token), clusterName, nodeName);
		}
		if (!bindAddress.isLoopbackAddress()) {
			throw new MeshConfigurationException(
					"'mesh.bind-address' is '" + this.properties.bindAddress()
							+ "', which is not loopback, and neither 'mesh.token' nor 'mesh.ssl.bundle' is set.",
					"Set 'mesh.token' to a secret of at least 16 characters that all nodes share,"
							+ " or 'mesh.ssl.bundle' to a bundle of your own.");
		}
		return TransportSecurity.none();
	}

	private static JoinToken token(String secret) {
		try {
			return JoinToken.of(secret);
		}
		catch (IllegalArgumentException ex) {
			throw new MeshConfigurationException(
					"'mesh.token' has " + secret.length() + " characters, or white space around them, and is refused.",
					"Use at least " + JoinToken.MIN_LENGTH + " random characters without white space around them, as"
							+ " 'openssl rand -base64 24' writes them.",
					ex);
		}
	}

	private TransportSecurity fromBundle(String bundle) {
		try {
			return TransportSecurity.mutualTls(this.bundles.getObject().getBundle(bundle).createSslContext());
		}
		catch (NoSuchSslBundleException ex) {
			throw new MeshConfigurationException("'mesh.ssl.bundle' is '" + bundle + "', and there is no such bundle.",
					"Declare it under 'spring.ssl.bundle', with a key and the authority of all nodes.", ex);
		}
	}

}
