package dev.mesh.service;

/**
 * Makes and ends the bean of a service on this node. Called by one thread at a time.
 */
public interface InstanceSource {

	/**
	 * Make the bean, ready to be called.
	 * @return the bean
	 * @throws Exception if it cannot be made
	 */
	Object create() throws Exception;

	/**
	 * End the bean: no call is in flight any more.
	 * @param bean what {@link #create()} returned
	 * @throws Exception if it cannot be ended cleanly
	 */
	void destroy(Object bean) throws Exception;

}
