package dev.mesh.demo;

import dev.mesh.cluster.MeshCluster;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Node names for tests without a context.
 */
public final class NodeNames {

	private NodeNames() {
	}

	public static NodeName here() {
		return new NodeName(new DefaultListableBeanFactory().getBeanProvider(MeshCluster.class), "here");
	}

}
