package dev.mesh.service;

/**
 * Something a user adds to a running node. Both methods are called once, by one thread.
 */
public interface MeshExtension {

	/**
	 * Begin. What it throws keeps the extension from being added.
	 * @param node the node it is added to
	 * @throws Exception if it cannot begin
	 */
	void start(MeshNode node) throws Exception;

	/**
	 * End; called when the extension is removed or the node stops.
	 * @throws Exception if it cannot end cleanly
	 */
	void stop() throws Exception;

}
