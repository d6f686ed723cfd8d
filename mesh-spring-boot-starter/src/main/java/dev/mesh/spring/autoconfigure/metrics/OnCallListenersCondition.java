package dev.mesh.spring.autoconfigure.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.mesh.spring.autoconfigure.MeshProperties.Observations.RemoteCalls;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches if an observation of a remote call would be heard by others than the meters
 * that Spring Boot sets up, or changed on its way to them: by tracing, by a handler,
 * filter, predicate or convention of the application, by a registry of its own.
 */
final class OnCallListenersCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final String PROPERTY = "mesh.observations.remote-calls";

	private static final String SPRING_BOOT = "org.springframework.boot.";

	private static final List<String> CHANGING = List.of("management.observations.enable",
			"management.observations.key-values");

	/** Where the handlers that only keep meters are. */
	private static final String METERS = "io.micrometer.core.instrument.observation.";

	private static final String CUSTOMIZER = SPRING_BOOT
			+ "micrometer.observation.autoconfigure.ObservationRegistryCustomizer";

	private static final List<Class<?>> CHANGERS = List.of(ObservationFilter.class, ObservationPredicate.class,
			GlobalObservationConvention.class, ObservationRegistry.class);

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Listeners to calls");
		Environment environment = context.getEnvironment();
		RemoteCalls wanted = Binder.get(environment).bind(PROPERTY, RemoteCalls.class).orElse(RemoteCalls.AUTO);
		if (wanted != RemoteCalls.AUTO) {
			String because = "'" + PROPERTY + "' is " + wanted;
			return new ConditionOutcome(wanted == RemoteCalls.OBSERVE, message.because(because));
		}
		String found = property(environment);
		ConfigurableListableBeanFactory factory = context.getBeanFactory();
		if (found == null && factory != null) {
			found = bean(factory);
		}
		return (found != null) ? ConditionOutcome.match(message.found("listener").items(found))
				: ConditionOutcome.noMatch(message.didNotFind("listener").atAll());
	}

	private static @Nullable String property(Environment environment) {
		Binder binder = Binder.get(environment);
		return CHANGING.stream()
			.filter((name) -> binder.bind(name, Bindable.mapOf(String.class, String.class)).orElse(Map.of()).size() > 0)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String bean(ConfigurableListableBeanFactory factory) {
		for (String name : names(factory, ObservationHandler.class)) {
			Class<?> type = factory.getType(name, false);
			if (type == null || !type.getName().startsWith(METERS)) {
				return name;
			}
		}
		return changers(factory.getBeanClassLoader()).flatMap((type) -> Arrays.stream(names(factory, type)))
			.filter((name) -> !isSpringBoots(name, factory))
			.findFirst()
			.orElse(null);
	}

	private static Stream<Class<?>> changers(@Nullable ClassLoader loader) {
		return ClassUtils.isPresent(CUSTOMIZER, loader)
				? Stream.concat(CHANGERS.stream(), Stream.of(ClassUtils.resolveClassName(CUSTOMIZER, loader)))
				: CHANGERS.stream();
	}

	private static String[] names(ConfigurableListableBeanFactory factory, Class<?> type) {
		return factory.getBeanNamesForType(type, true, false);
	}

	/** Spring Boot's own change nothing unless a property says so. */
	private static boolean isSpringBoots(String name, ConfigurableListableBeanFactory factory) {
		if (!factory.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = factory.getBeanDefinition(name);
		String maker = definition.getFactoryBeanName();
		Class<?> type = (maker != null) ? factory.getType(maker, false) : factory.getType(name, false);
		return type != null && type.getName().startsWith(SPRING_BOOT);
	}

}
