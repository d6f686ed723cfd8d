package dev.mesh.service;

/**
 * Makes and ends the beans of a service on this node, one for each instance. Safe for use
 * by any thread: several may be made and ended side by side.
 */
public interface InstanceSource {

	/**
	 * Make a bean of its own, ready to be called.
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

	/**
	 * Return the class whose code a bean runs, without what is wrapped around it.
	 * @param bean what {@link #create()} returned
	 * @return the class
	 */
	default Class<?> typeOf(Object bean) {
		return bean.getClass();
	}

}
