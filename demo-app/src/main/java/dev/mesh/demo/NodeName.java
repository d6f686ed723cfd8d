package dev.mesh.demo;

import dev.mesh.cluster.MeshCluster;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The name of the node this code runs on. Services put it on their results, so that a
 * page can show who served it.
 */
@Component
public class NodeName {

	private final ObjectProvider<MeshCluster> cluster;

	private final String withoutCluster;

	NodeName(ObjectProvider<MeshCluster> cluster, @Value("${mesh.node.name:monolith}") String withoutCluster) {
		this.cluster = cluster;
		this.withoutCluster = withoutCluster;
	}

	/**
	 * Return the node's name.
	 * @return the name in the cluster, or the configured one where there is no cluster
	 */
	public String get() {
		MeshCluster joined = this.cluster.getIfAvailable();
		return (joined != null) ? joined.self().name() : this.withoutCluster;
	}

}
