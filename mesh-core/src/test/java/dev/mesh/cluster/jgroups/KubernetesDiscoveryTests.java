package dev.mesh.cluster.jgroups;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import org.jgroups.protocols.kubernetes.KUBE_PING;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link KubernetesDiscovery}, without a Kubernetes.
 */
class KubernetesDiscoveryTests {

	private static final Discovery.Kubernetes KUBERNETES = new Discovery.Kubernetes("shop", "app=shop,tier=web", 7800);

	@TempDir
	private Path folder = Path.of("");

	@Test
	void handsItsSettingsToTheLibrary() throws Exception {
		Path certificate = Files.writeString(this.folder.resolve("ca.crt"), "a certificate");
		org.jgroups.protocols.Discovery protocol = KubernetesDiscovery.of(options(7800), KUBERNETES, certificate);
		assertThat(protocol).isInstanceOf(KUBE_PING.class);
		assertThat(protocol.getValue("namespace")).isEqualTo("shop");
		assertThat(protocol.getValue("labels")).isEqualTo("app=shop,tier=web");
		assertThat(protocol.getValue("caCertFile")).isEqualTo(certificate.toString());
	}

	@Test
	void withoutTheCertificateOfTheApiItDoesNotStart() {
		Path missing = this.folder.resolve("missing.crt");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> KubernetesDiscovery.of(options(7800), KUBERNETES, missing))
			.withMessageContaining(missing.toString())
			.withMessageContaining("Mount the pod's service account");
	}

	@Test
	void portsThatDifferAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> KubernetesDiscovery.of(options(7801), KUBERNETES, this.folder))
			.withMessageContaining("7801")
			.withMessageContaining("7800");
	}

	@Test
	void aMissingLibraryIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> KubernetesDiscovery.requireLibrary(ClassLoader.getPlatformClassLoader()))
			.withMessageContaining("org.jgroups.kubernetes:jgroups-kubernetes");
	}

	private static ClusterOptions options(int port) {
		return TestNodes.options("a", "127.0.0.1", port, KUBERNETES, TestNodes.FAILURE_TIMEOUT);
	}

}
