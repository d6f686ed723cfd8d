package dev.mesh.placement.topology;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.document.Document;
import dev.mesh.placement.document.FlowText;
import dev.mesh.placement.document.Value;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.SpecOverride;
import dev.mesh.route.RoutePolicy;

/**
 * What operators have submitted: for some services, what takes the place of what their
 * annotations and properties say. A topology is a whole: a later one replaces an earlier
 * one entirely, and what it does not mention is as the services say. Immutable; two are
 * equal if they state the same.
 *
 * @param services what is stated, by {@code name} or {@code name@version}
 * @param routes the traffic policies, by the name of the service
 */
public record Topology(SortedMap<String, SpecOverride> services, SortedMap<String, RoutePolicy> routes) {

	/**
	 * The longest text of a topology, in characters.
	 */
	public static final int MAX_LENGTH = 256 * 1024;

	/**
	 * States nothing: all is as the services say.
	 */
	public static final Topology NONE = new Topology(new TreeMap<>(), new TreeMap<>());

	private static final String SERVICES = "services";

	private static final String ROUTES = "routes";

	public Topology {
		services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
		routes = Collections.unmodifiableSortedMap(new TreeMap<>(routes));
	}

	/**
	 * Read a topology in YAML or JSON.
	 * @param text the text, with the keys {@code services} and, if wanted, {@code routes}
	 * @return the topology
	 * @throws IllegalArgumentException if it is not understood; the message names the
	 * path, the value and the remedy
	 */
	public static Topology parse(String text) {
		Value document = Document.parse("topology", text, MAX_LENGTH);
		Map<String, Value> sections = document.mapping("a mapping, as in {services: {pricing: {replicas: 2}}}");
		sections.forEach((key, value) -> {
			if (!key.equals(SERVICES) && !key.equals(ROUTES)) {
				throw value.unknown("the keys services and routes");
			}
		});
		Value services = sections.get(SERVICES);
		if (services == null) {
			throw document.refused("the key services, as in {services: {}} for a topology that states nothing");
		}
		Value routes = sections.get(ROUTES);
		Topology topology = new Topology(read(services), (routes != null) ? readRoutes(routes) : new TreeMap<>());
		// Quotes and escapes can make it longer than what was read.
		int length = topology.toString().length();
		if (length > MAX_LENGTH) {
			throw new IllegalArgumentException(
					"'topology' has " + length + " characters when written on one line: use at most " + MAX_LENGTH);
		}
		return topology;
	}

	private static SortedMap<String, SpecOverride> read(Value section) {
		SortedMap<String, SpecOverride> services = new TreeMap<>();
		section.mapping("a mapping from services to what they are given, {} for none").forEach((name, stated) -> {
			if (name.isBlank()) {
				throw stated.unknown("the name of a service, or name@version");
			}
			services.put(name, SpecOverride.read(stated));
		});
		return services;
	}

	private static SortedMap<String, RoutePolicy> readRoutes(Value section) {
		SortedMap<String, RoutePolicy> routes = new TreeMap<>();
		section.mapping("a mapping from services to their routes, {} for none").forEach((name, stated) -> {
			if (name.isBlank()) {
				throw stated.unknown("the name of a service");
			}
			routes.put(name, RoutePolicy.read(stated));
		});
		return routes;
	}

	/**
	 * Apply what is stated of a service to what it says itself. What is stated by
	 * {@code name@version} goes before what is stated by {@code name}.
	 * @param spec what the service says
	 * @return what holds
	 */
	public ServiceSpec applyTo(ServiceSpec spec) {
		SpecOverride byName = this.services.getOrDefault(spec.service().name(), SpecOverride.NONE);
		SpecOverride byVersion = this.services.getOrDefault(spec.service().toString(), SpecOverride.NONE);
		return byVersion.applyTo(byName.applyTo(spec));
	}

	/**
	 * Return what is stated in vain at present.
	 * @param known the services of the cluster
	 * @return the names, as they stand in the topology, that are those of no service
	 */
	public List<String> unmatched(Collection<ServiceId> known) {
		return Stream.concat(this.services.keySet().stream(), this.routes.keySet().stream())
			.distinct()
			.filter((name) -> known.stream().noneMatch((id) -> id.name().equals(name) || id.toString().equals(name)))
			.toList();
	}

	/**
	 * Return the canonical text on one line, which {@link #parse(String)} takes.
	 */
	@Override
	public String toString() {
		Map<String, String> entries = new LinkedHashMap<>();
		this.services.forEach((name, stated) -> entries.put(name, stated.toString()));
		Map<String, String> sections = new LinkedHashMap<>();
		sections.put(SERVICES, FlowText.mapping(entries));
		if (!this.routes.isEmpty()) {
			Map<String, String> stated = new LinkedHashMap<>();
			this.routes.forEach((name, policy) -> stated.put(name, policy.toString()));
			sections.put(ROUTES, FlowText.mapping(stated));
		}
		return FlowText.mapping(sections);
	}

}
