package dev.mesh.selector;

import java.util.Map;

/**
 * Which selector serves which service.
 *
 * @param standard serves all services that have none of their own
 * @param byService the others by the service's name
 */
public record Selectors(NodeSelector standard, Map<String, NodeSelector> byService) {

	public Selectors {
		byService = Map.copyOf(byService);
	}

	/**
	 * Return the defaults: {@link Locality} for all services.
	 * @return the defaults
	 */
	public static Selectors defaults() {
		return of(new Locality());
	}

	/**
	 * Use one selector for all services.
	 * @param standard the selector
	 * @return the selectors
	 */
	public static Selectors of(NodeSelector standard) {
		return new Selectors(standard, Map.of());
	}

	/**
	 * Return the selector of a service.
	 * @param service the service's name
	 * @return the selector
	 */
	public NodeSelector forService(String service) {
		return this.byService.getOrDefault(service, this.standard);
	}

}
