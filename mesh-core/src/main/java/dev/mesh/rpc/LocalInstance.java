package dev.mesh.rpc;

import dev.mesh.directory.ServiceId;

/**
 * A live bean of a service on this node, behind the gate that counts its calls. Safe for
 * use by any thread.
 */
public interface LocalInstance {

	/** Stands for a method whose calls nobody wants counted. */
	int UNCOUNTED = 0;

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
	 * Begin a call that is not counted by method. Each success must be followed by one
	 * {@link #exit()}, from any thread.
	 * @return false if the instance takes no calls (any more)
	 */
	default boolean enter() {
		return enter(UNCOUNTED);
	}

	/**
	 * Begin a call that counts as one of its method's. Each success must be followed by
	 * one {@link #exit()}, from any thread.
	 * @param method the method's number, unique within the service, from 1
	 * @return false if the instance takes no calls (any more)
	 */
	boolean enter(int method);

	/**
	 * Return the number of the next call of a method that this thread begins, as far as
	 * no other thread counts in the same place.
	 * @param method the method's number
	 * @return the call's number, from 0
	 */
	long nextCall(int method);

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
