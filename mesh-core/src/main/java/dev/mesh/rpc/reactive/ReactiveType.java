package dev.mesh.rpc.reactive;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A class of values that deliver later, once or many times. Safe for use by any thread.
 */
public interface ReactiveType {

	/**
	 * Return whether it delivers one value or none: a method that returns it is then
	 * called as one that returns a stage.
	 * @return whether it is single
	 */
	boolean isSingle();

	/**
	 * Return a value of this type as a publisher.
	 * @param value the value
	 * @return the publisher
	 */
	Flow.Publisher<?> toPublisher(Object value);

	/**
	 * Return a publisher as a value of this type.
	 * @param publisher the publisher
	 * @return the value
	 */
	Object fromPublisher(Flow.Publisher<Object> publisher);

	/**
	 * Return a value of a single type as a stage, which begins the work.
	 * @param value the value
	 * @return the stage; cancelling it cancels the work
	 */
	default CompletionStage<?> toStage(Object value) {
		throw new UnsupportedOperationException("this type is not single");
	}

	/**
	 * Return a value of a single type that begins the work when it is subscribed to.
	 * @param begin begins the work, once per subscriber
	 * @return the value
	 */
	default Object fromStage(Supplier<CompletionStage<@Nullable Object>> begin) {
		throw new UnsupportedOperationException("this type is not single");
	}

}
