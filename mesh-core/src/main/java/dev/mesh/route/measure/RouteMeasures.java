package dev.mesh.route.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node measures of the calls it makes to services with a route. Bounded by the
 * services it knows.
 */
public final class RouteMeasures {

	private final Map<String, ServiceMeasure> services = new ConcurrentHashMap<>();

	/**
	 * Return where the calls to a service are counted, to be kept.
	 * @param service the service's name, of a known contract
	 * @return the same place for the same name
	 */
	public ServiceMeasure service(String service) {
		return this.services.computeIfAbsent(service, (name) -> new ServiceMeasure());
	}

	/**
	 * Return all that is measured.
	 * @return the measures by the name of the service
	 */
	public Map<String, ServiceMeasure> services() {
		return new TreeMap<>(this.services);
	}

}
