package dev.mesh.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node says of itself, before it is stamped and sent. Immutable.
 *
 * @param offers the services the node can host
 * @param instances the instances it has, each listed
 * @param load how busy it is
 * @param attributes free key-value pairs
 */
public record EntryContent(List<ServiceOffer> offers, List<Instance> instances, Load load,
		Map<String, String> attributes) {

	/**
	 * Nothing to say.
	 */
	public static final EntryContent EMPTY = new EntryContent(List.of(), List.of(), Load.NONE, Map.of());

	private static final double CPU_STEP = 0.05;

	public EntryContent {
		offers = List.copyOf(offers);
		instances = List.copyOf(instances);
		attributes = Map.copyOf(attributes);
	}

	static EntryContent of(NodeEntry entry) {
		return new EntryContent(entry.offers(), entry.instances(), entry.load(), entry.attributes());
	}

	/**
	 * Replace the offers.
	 * @param changed the new offers
	 * @return the changed content
	 */
	public EntryContent withOffers(List<ServiceOffer> changed) {
		return new EntryContent(changed, this.instances, this.load, this.attributes);
	}

	/**
	 * Replace all instances.
	 * @param changed the new instances
	 * @return the changed content
	 */
	public EntryContent withInstances(List<Instance> changed) {
		return new EntryContent(this.offers, changed, this.load, this.attributes);
	}

	/**
	 * Add an instance, or replace that of the same service.
	 * @param changed the instance
	 * @return the changed content
	 */
	public EntryContent withInstance(Instance changed) {
		List<Instance> all = new ArrayList<>(withoutInstance(changed.service()).instances());
		all.add(changed);
		return withInstances(all);
	}

	/**
	 * Take an instance out.
	 * @param service its service
	 * @return the changed content
	 */
	public EntryContent withoutInstance(ServiceId service) {
		return withInstances(this.instances.stream().filter((known) -> !known.service().equals(service)).toList());
	}

	/**
	 * Replace the load. The share of the processors stays as it is until it is off by
	 * 0.05, so that an idle node, whose share is never quite the same, has nothing to
	 * report to all others.
	 * @param changed the new load
	 * @return the changed content
	 */
	public EntryContent withLoad(Load changed) {
		double said = this.load.cpu();
		double cpu = (Math.abs(changed.cpu() - said) < CPU_STEP) ? said : Math.rint(changed.cpu() * 100) / 100;
		return new EntryContent(this.offers, this.instances, new Load(cpu, changed.inFlight(), changed.services()),
				this.attributes);
	}

	/**
	 * Set an attribute.
	 * @param key the key
	 * @param value the value
	 * @return the changed content
	 */
	public EntryContent withAttribute(String key, String value) {
		Map<String, String> changed = new HashMap<>(this.attributes);
		changed.put(key, value);
		return new EntryContent(this.offers, this.instances, this.load, changed);
	}

	/**
	 * Take an attribute out.
	 * @param key the key
	 * @return the changed content
	 */
	public EntryContent withoutAttribute(String key) {
		Map<String, String> changed = new HashMap<>(this.attributes);
		changed.remove(key);
		return new EntryContent(this.offers, this.instances, this.load, changed);
	}

	boolean differsOnlyInLoad(EntryContent other) {
		return equals(new EntryContent(other.offers, other.instances, this.load, other.attributes));
	}

}
