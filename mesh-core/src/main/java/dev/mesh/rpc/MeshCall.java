package dev.mesh.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a method of a contract is called. Without it a method waits for its result under
 * the default timeout and is never run twice. What is configured for the service or the
 * method goes before what is said here.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MeshCall {

	/**
	 * Whether running the method twice does the same as running it once; a call whose
	 * outcome is unknown is then tried again, and one that has got no answer after half
	 * of its time is tried elsewhere at the same time.
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

	/**
	 * Most times a call is sent, the first included; 0 for as often as deadline and
	 * budget allow, three times at most where it may have run.
	 * @return the attempts
	 */
	int maxAttempts() default 0;

	/**
	 * Whether a call is sent to a second instance as soon as it takes longer than 19 of
	 * 20 calls of the method do; only for idempotent methods.
	 * @return whether calls are hedged
	 */
	boolean hedged() default false;

	/**
	 * Whether another node's call is served by the thread that reads it, however long
	 * such calls have taken so far; methods that have shown to be short are served so by
	 * themselves. For methods that never wait: one that does is overtaken after some
	 * milliseconds, in which the node reads nothing from its caller.
	 * @return whether calls are served inline
	 */
	boolean inline() default false;

	/**
	 * Who goes first where the callee cannot serve all. A call that is made while serving
	 * another one has the priority of that, unless {@code LOW} or {@code HIGH} is said
	 * here or anything in configuration.
	 * @return the priority
	 */
	CallPriority priority() default CallPriority.NORMAL;

}
