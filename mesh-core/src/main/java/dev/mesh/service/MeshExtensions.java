package dev.mesh.service;

import java.util.List;

/**
 * The extensions of a running node, by name. Safe for use by any thread.
 */
public interface MeshExtensions {

	/**
	 * Add an extension: started now if the node runs, else when it starts.
	 * @param name its name
	 * @param extension the extension
	 * @throws IllegalStateException if the name is in use, or if it failed to start; it
	 * is then not added
	 */
	void add(String name, MeshExtension extension);

	/**
	 * Remove an extension and stop it.
	 * @param name its name
	 * @return whether there was one
	 */
	boolean remove(String name);

	/**
	 * Return the names of those added.
	 * @return the names, in the order they were added
	 */
	List<String> names();

}
