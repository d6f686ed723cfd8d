package dev.mesh.rpc.reactive;

import java.lang.reflect.Method;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/**
 * The reactive types that contracts may name.
 */
public final class ReactiveTypes {

	private ReactiveTypes() {
	}

	/**
	 * Find a reactive type. By name, so that a class that needs an optional library is
	 * loaded only when the library has been.
	 * @param type the class that a contract names
	 * @return the reactive type, or {@code null} if it is none
	 */
	public static @Nullable ReactiveType find(Class<?> type) {
		return switch (type.getName()) {
			case "java.util.concurrent.Flow$Publisher" -> FlowPublisherType.INSTANCE;
			case "org.reactivestreams.Publisher" -> new ReactiveStreamsType();
			case "reactor.core.publisher.Flux" -> new FluxType();
			case "reactor.core.publisher.Mono" -> new MonoType();
			default -> null;
		};
	}

	/**
	 * Return the reactive types among a method's parameters.
	 * @param method the method
	 * @return by parameter, {@code null} where it is none
	 */
	public static @Nullable ReactiveType[] ofParameters(Method method) {
		Class<?>[] types = method.getParameterTypes();
		@Nullable ReactiveType[] found = new @Nullable ReactiveType[types.length];
		for (int i = 0; i < types.length; i++) {
			found[i] = find(types[i]);
		}
		return found;
	}

	/**
	 * {@link Flow.Publisher} itself.
	 */
	private enum FlowPublisherType implements ReactiveType {

		INSTANCE;

		@Override
		public boolean isSingle() {
			return false;
		}

		@Override
		public Flow.Publisher<?> toPublisher(Object value) {
			return (Flow.Publisher<?>) value;
		}

		@Override
		public Object fromPublisher(Flow.Publisher<Object> publisher) {
			return publisher;
		}

	}

}
