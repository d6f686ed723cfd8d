package dev.mesh.rpc.call;

import java.util.concurrent.RejectedExecutionException;

import dev.mesh.rpc.stream.StreamRelay;
import org.jspecify.annotations.Nullable;

/**
 * A call as its caller wants it carried on: by the thread that waits for the result, or
 * by others for a stage or a stream. That is all that such calls differ in.
 */
abstract class CarriedCall {

	/**
	 * Tell whether the current stack, within {@link OutboundCall#step()}, is that of who
	 * made the call.
	 * @return whether it is
	 */
	abstract boolean isOnCallersStack();

	/**
	 * Have {@link OutboundCall#step()} called; on any thread, must not block.
	 */
	abstract void resume();

	/**
	 * See to it that the pause expires.
	 * @param pause what is waited for
	 */
	abstract void await(Pause pause);

	/**
	 * See to it that the race expires when its second attempt is due, on a thread that
	 * may send it.
	 * @param race what is waited for
	 */
	abstract void awaitHedge(Race race);

	/**
	 * Run what may take its time, here or aside, so that the caller waits for no more
	 * than it asked to wait for.
	 * @param task a call of the instance on this node
	 * @throws RejectedExecutionException if it has to run aside and no worker is free
	 */
	abstract void runHere(Runnable task);

	/**
	 * Tell whether the caller has given up, so that nothing more is to be sent.
	 * @return whether it has
	 */
	abstract boolean isGivenUp();

	/**
	 * Return what reads the result where that is a stream.
	 * @return the relay to its subscriber, or {@code null}
	 */
	@Nullable StreamRelay relay() {
		return null;
	}

	/**
	 * End the call; once.
	 * @param result the result
	 * @param failure what is to be thrown, or {@code null}
	 */
	abstract void end(@Nullable Object result, @Nullable Throwable failure);

}
