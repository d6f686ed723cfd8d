package dev.mesh.rpc.resilience;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What is configured of the calls to one service.
 *
 * @param calls for all its methods
 * @param methods for single methods, by name; overloads share it
 * @param retry how often and how soon calls are sent again
 * @param ejection when an instance is left alone
 * @param limit how much an instance takes on
 * @param slow from which time on a call is slow and kept as a sample, or {@code null} to
 * judge by the others of its method
 */
public record ServiceCalls(CallSettings calls, Map<String, CallSettings> methods, RetryOptions retry,
		EjectionOptions ejection, LimitOptions limit, @Nullable Duration slow) {

	/**
	 * Leave open what is slow.
	 * @param calls for all its methods
	 * @param methods for single methods, by name; overloads share it
	 * @param retry how often and how soon calls are sent again
	 * @param ejection when an instance is left alone
	 * @param limit how much an instance takes on
	 */
	public ServiceCalls(CallSettings calls, Map<String, CallSettings> methods, RetryOptions retry,
			EjectionOptions ejection, LimitOptions limit) {
		this(calls, methods, retry, ejection, limit, null);
	}

	/**
	 * Nothing is configured.
	 */
	public static final ServiceCalls DEFAULTS = new ServiceCalls(CallSettings.NONE, Map.of(), RetryOptions.DEFAULTS,
			EjectionOptions.DEFAULTS, LimitOptions.DEFAULTS);

	public ServiceCalls {
		Map<String, CallSettings> uniform = new TreeMap<>();
		methods.forEach((name, settings) -> uniform.put(uniform(name), settings));
		methods = Map.copyOf(uniform);
		if (slow != null && (slow.isNegative() || slow.isZero())) {
			throw new IllegalArgumentException("'slow' is " + slow + ": use a time above zero");
		}
	}

	/**
	 * Return what is configured for a method.
	 * @param method the method's name
	 * @return what is said of it, and what else of the service
	 */
	public CallSettings of(String method) {
		return ofMethodAlone(method).or(this.calls);
	}

	/**
	 * Return what is configured for a method and not for all of the service.
	 * @param method the method's name
	 * @return what is said of it
	 */
	public CallSettings ofMethodAlone(String method) {
		return this.methods.getOrDefault(uniform(method), CallSettings.NONE);
	}

	/**
	 * Tell whether a configured name means a method.
	 * @param configured the name as configured
	 * @param method the method's name
	 * @return whether they are the same but for case and dashes
	 */
	public static boolean isMeant(String configured, String method) {
		return uniform(configured).equals(uniform(method));
	}

	/** Environment variables and YAML spell a name differently. */
	private static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
	}

}
