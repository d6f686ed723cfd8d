package dev.mesh.security;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TransportSecurityTests {

	private static final JoinToken TOKEN = JoinToken.of("correct horse battery staple");

	private static final CertificateAuthority AUTHORITY = CertificateAuthority.derive(TOKEN, "shop");

	@Test
	void derivesTheSameAuthorityForAllTime() {
		// Another value here means that nodes of this and of the last release cannot
		// meet: raise the version in the salt when that is meant.
		assertThat(((ECPrivateKey) AUTHORITY.privateKey()).getS().toString(16))
			.isEqualTo("4a9e65501e05fe052026c72bed44f20627f6b470586b3fe9f81a3d41970a2156");
	}

	@Test
	void nodesWithTheSameTokenTrustEachOther() throws Exception {
		EnginePair pair = EnginePair.of(node(AUTHORITY, "a"), node(AUTHORITY, "b"));
		pair.shakeHands();
		assertThat(pair.server().getSession().getProtocol()).isEqualTo("TLSv1.3");
		assertThat(pair.server().getSession().getPeerPrincipal().getName()).isEqualTo("CN=a");
		assertThat(pair.client().getSession().getPeerPrincipal().getName()).isEqualTo("CN=b");
	}

	@Test
	void fromTokenIsWhatTheAuthorityIssues() throws Exception {
		EnginePair.of(TransportSecurity.fromToken(TOKEN, "shop", "a"), node(AUTHORITY, "b")).shakeHands();
	}

	@Test
	void nodesWithOtherTokensAreStrangers() {
		CertificateAuthority other = CertificateAuthority.derive(JoinToken.of("correct horse battery stable"), "shop");
		assertRefused(node(other, "a"), node(AUTHORITY, "b"));
	}

	@Test
	void nodesOfOtherClustersAreStrangersEvenWithTheSameToken() {
		CertificateAuthority other = CertificateAuthority.derive(TOKEN, "shop2");
		assertRefused(node(other, "a"), node(AUTHORITY, "b"));
	}

	@Test
	void theServerRefusesAClientThatTrustsAnyoneButHasAnotherCertificate() {
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(
					() -> EnginePair.of(gullible(NodeIdentity.selfSigned("evil")), node(AUTHORITY, "b")).shakeHands())
			.satisfies((ex) -> assertThat(RefusalReason.of(ex)).contains("did not prove the join token"));
	}

	@Test
	void theServerRefusesAClientWithoutCertificate() {
		TransportSecurity client = TransportSecurity
			.mutualTls(TransportSecurity.context(null, new GullibleTrustManager()));
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> EnginePair.of(client, node(AUTHORITY, "b")).shakeHands())
			.satisfies((ex) -> assertThat(RefusalReason.of(ex)).contains("showed no certificate"));
	}

	@Test
	void aNodesCertificateCannotIssueOthers() {
		NodeIdentity node = NodeIdentity.issuedBy(AUTHORITY, "insider");
		CertificateAuthority rogue = new CertificateAuthority(node.chain().get(0).getSubjectX500Principal(),
				node.privateKey(), node.chain().get(0).getPublicKey());
		NodeIdentity issued = NodeIdentity.issuedBy(rogue, "friend");
		NodeIdentity shown = new NodeIdentity(issued.privateKey(), List.of(issued.chain().get(0), node.chain().get(0)));
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> EnginePair.of(gullible(shown), node(AUTHORITY, "b")).shakeHands());
	}

	@Test
	void onlyTls13IsSpoken() {
		EnginePair pair = EnginePair.of(node(AUTHORITY, "a"), node(AUTHORITY, "b"));
		assertThat(pair.server().getEnabledProtocols()).containsExactly("TLSv1.3");
		assertThat(pair.client().getEnabledProtocols()).containsExactly("TLSv1.3");
		assertThat(pair.server().getNeedClientAuth()).isTrue();
		SSLParameters old = pair.client().getSSLParameters();
		old.setProtocols(new String[] { "TLSv1.2" });
		pair.client().setSSLParameters(old);
		assertThatExceptionOfType(SSLException.class).isThrownBy(pair::shakeHands)
			.satisfies((ex) -> assertThat(RefusalReason.of(ex)).contains("TLS 1.3"));
	}

	@Test
	void aUsersOwnKeyAndTrustProveAPeer() throws Exception {
		NodeIdentity a = NodeIdentity.selfSigned("a");
		NodeIdentity b = NodeIdentity.selfSigned("b");
		List<X509Certificate> both = List.of(a.chain().get(0), b.chain().get(0));
		EnginePair
			.of(TransportSecurity.fromKeyAndTrust(a.privateKey(), a.chain(), both),
					TransportSecurity.fromKeyAndTrust(b.privateKey(), b.chain(), both))
			.shakeHands();
		assertRefused(TransportSecurity.fromKeyAndTrust(a.privateKey(), a.chain(), both), node(AUTHORITY, "c"));
	}

	@Test
	void theCertificateCarriesALongNodeNameWhole() throws Exception {
		String name = "näme with spaces ".repeat(10).strip();
		X509Certificate certificate = NodeIdentity.issuedBy(AUTHORITY, name).chain().get(0);
		assertThat(certificate.getSubjectAlternativeNames().toString()).contains("mesh:node:n%C3%A4me+with+spaces");
		certificate.verify(AUTHORITY.publicKey());
	}

	@Test
	void noProtectionHasNoEngines() {
		assertThat(TransportSecurity.none().isProtected()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> TransportSecurity.none().serverEngine());
	}

	private static void assertRefused(TransportSecurity client, TransportSecurity server) {
		assertThatExceptionOfType(SSLException.class).isThrownBy(() -> EnginePair.of(client, server).shakeHands())
			.satisfies((ex) -> assertThat(RefusalReason.of(ex)).contains("did not prove the join token"));
	}

	private static TransportSecurity node(CertificateAuthority authority, String name) {
		return TransportSecurity.of(NodeIdentity.issuedBy(authority, name),
				Set.of(new TrustAnchor(authority.name(), authority.publicKey(), null)));
	}

	private static TransportSecurity gullible(NodeIdentity identity) {
		return TransportSecurity
			.mutualTls(TransportSecurity.context(new NodeKeyManager(identity), new GullibleTrustManager()));
	}

}
