package dev.mesh.spring.autoconfigure;

import dev.mesh.service.MeshNode;
import dev.mesh.service.NodeSpec;

/**
 * Makes the node. Declare a bean of this type to put other parts into it.
 */
@FunctionalInterface
public interface MeshNodeFactory {

	/**
	 * Make a node; it is not started.
	 * @param spec what it is made of
	 * @return the node
	 */
	MeshNode create(NodeSpec spec);

}
