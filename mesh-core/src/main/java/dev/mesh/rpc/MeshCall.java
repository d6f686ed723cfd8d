package dev.mesh.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a method of a contract is called. Without it a method waits for its result under
 * the default timeout and is never run twice.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MeshCall {

	/**
	 * Whether running the method twice does the same as running it once; a call whose
	 * outcome is unknown is then tried again.
	 * @return whether it is idempotent
	 */
	boolean idempotent() default false;

	/**
	 * Longest time a call may take, retries included, as in {@code 200ms} or {@code 2s}.
	 * @return the timeout, or empty for {@code mesh.rpc.timeout}
	 */
	String timeout() default "";

	/**
	 * Whether the caller goes on as soon as the call has been written; only for
	 * {@code void} methods.
	 * @return whether the call is one-way
	 */
	boolean oneWay() default false;

}
