package dev.mesh.rpc;

import dev.mesh.directory.ServiceId;

/**
 * A live bean of a service on this node, behind the gate that counts its calls. Safe for
 * use by any thread.
 */
public interface LocalInstance {

	/**
	 * Return the service.
	 * @return the service
	 */
	ServiceId service();

	/**
	 * Return the bean.
	 * @return the bean
	 */
	Object bean();

	/**
	 * Begin a call. Each success must be followed by one {@link #exit()}, from any
	 * thread.
	 * @return false if the instance takes no calls (any more)
	 */
	boolean enter();

	/**
	 * End a call.
	 */
	void exit();

	/**
	 * Set what to do when the bean is about to end although a call has not: a stream
	 * would go on without it. Run at once if that has come. The action must be short.
	 * @param action the action, until it is forgotten
	 */
	void onEnd(Runnable action);

	/**
	 * Take back what was set.
	 * @param action the action
	 */
	void forgetOnEnd(Runnable action);

}
