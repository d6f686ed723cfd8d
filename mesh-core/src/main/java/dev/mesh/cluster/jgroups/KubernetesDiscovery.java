package dev.mesh.cluster.jgroups;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jgroups.protocols.kubernetes.KUBE_PING;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;

/**
 * Discovery through the Kubernetes API, if {@code jgroups-kubernetes} is there.
 */
final class KubernetesDiscovery {

	private static final String CA_PROPERTY = "KUBERNETES_CA_CERTIFICATE_FILE";

	private static final String CA_DEFAULT = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt";

	private KubernetesDiscovery() {
	}

	static org.jgroups.protocols.Discovery of(ClusterOptions options, Discovery.Kubernetes kubernetes) {
		return of(options, kubernetes, certificate());
	}

	private static Path certificate() {
		return Path.of(Optional.ofNullable(System.getProperty(CA_PROPERTY))
			.or(() -> Optional.ofNullable(System.getenv(CA_PROPERTY)))
			.orElse(CA_DEFAULT));
	}

	static org.jgroups.protocols.Discovery of(ClusterOptions options, Discovery.Kubernetes kubernetes,
			Path certificate) {
		requireLibrary(KubernetesDiscovery.class.getClassLoader());
		if (options.clusterPort() != kubernetes.port()) {
			throw new IllegalArgumentException(
					"'mesh.cluster-port' is " + options.clusterPort() + " but 'mesh.discovery.kubernetes.port' is "
							+ kubernetes.port() + ". Set both to the same fixed port: all pods listen on it.");
		}
		requireCertificate(certificate);
		return Protocols.kubePing(kubernetes, certificate.toString());
	}

	static void requireLibrary(ClassLoader loader) {
		try {
			Class.forName("org.jgroups.protocols.kubernetes.KUBE_PING", false, loader);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException("'mesh.discovery.type' is 'kubernetes' but its library is not there. "
					+ "Add the dependency org.jgroups.kubernetes:jgroups-kubernetes.", ex);
		}
	}

	// Without it the library would trust whoever answers for the Kubernetes API.
	private static void requireCertificate(Path certificate) {
		if (!Files.isReadable(certificate)) {
			throw new IllegalStateException("the Kubernetes CA certificate '" + certificate
					+ "' cannot be read. Mount the pod's service account, or name the file in " + CA_PROPERTY + ".");
		}
	}

	/**
	 * Apart, so that the optional class is only loaded once it is known to be there.
	 */
	private static final class Protocols {

		private Protocols() {
		}

		static org.jgroups.protocols.Discovery kubePing(Discovery.Kubernetes kubernetes, String certificate) {
			KUBE_PING ping = new KUBE_PING();
			ping.setNamespace(kubernetes.namespace());
			ping.setValue("labels", kubernetes.labels());
			ping.setValue("caCertFile", certificate);
			return ping;
		}

	}

}
