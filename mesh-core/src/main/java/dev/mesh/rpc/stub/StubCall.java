package dev.mesh.rpc.stub;

import java.util.concurrent.CompletionStage;

import dev.mesh.rpc.LocalInstance;
import org.jspecify.annotations.Nullable;

/**
 * What a stub does when one of its methods is called. Public because generated stubs live
 * in the packages of their contracts; not for use by anything else. A stub first tries to
 * enter the local instance and then calls the bean itself, so that the arguments of a
 * local call are neither boxed nor put into an array; failing that, it invokes. An
 * abstract class, not an interface: with the one implementation there is, the virtual
 * machine then inlines it.
 */
public abstract class StubCall {

	/**
	 * Enter the local instance, if the call may go there.
	 * @return the instance, to be exited after the call, or {@code null} to invoke
	 */
	public abstract @Nullable LocalInstance enterLocal();

	/**
	 * Enter the local instance, if it owns the key.
	 * @param key the call's key
	 * @return the instance, to be exited after the call, or {@code null} to invoke
	 */
	public abstract @Nullable LocalInstance enterLocal(@Nullable Object key);

	/**
	 * Enter the local instance, if it owns the key.
	 * @param key the call's key, a whole number or the bits of a double
	 * @return the instance, to be exited after the call, or {@code null} to invoke
	 */
	public abstract @Nullable LocalInstance enterLocal(long key);

	/**
	 * Exit the local instance when a stage completes.
	 * @param instance the instance that was entered
	 * @param stage what the bean returned
	 * @return the same stage
	 */
	public abstract @Nullable CompletionStage<?> exitWhenDone(LocalInstance instance,
			@Nullable CompletionStage<?> stage);

	/**
	 * Exit the local instance after a method that returns a stage threw instead. The
	 * caller gets a failed stage, as it would from another node.
	 * @param instance the instance that was entered
	 * @param failure what the bean threw
	 * @return the failed stage, a {@code CompletableFuture}
	 */
	public abstract CompletionStage<?> exitFailed(LocalInstance instance, Throwable failure);

	/**
	 * Make the call wherever it goes.
	 * @param arguments the arguments
	 * @return the result, boxed
	 * @throws Throwable what the service threw, or one of the errors of a call
	 */
	public abstract @Nullable Object invoke(@Nullable Object[] arguments) throws Throwable;

}
