package dev.mesh.rpc.local;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.directory.ServiceId;
import dev.mesh.directory.Versions;
import dev.mesh.rpc.LocalInstance;
import org.jspecify.annotations.Nullable;

/**
 * The instances that take calls on this node. One that becomes ready is added, and taken
 * out again to drain. Safe for use by any thread.
 */
public final class LocalInstances {

	/** Bounded by the services this node knows: nothing a peer sends adds to it. */
	private final Map<String, LocalService> services = new ConcurrentHashMap<>();

	/**
	 * Return the place of a service, to be kept.
	 * @param service the service's name, of a known contract
	 * @return the same place for the same name
	 */
	public LocalService service(String service) {
		return this.services.computeIfAbsent(service, (name) -> new LocalService());
	}

	/**
	 * Return an instance that takes a service's calls.
	 * @param service the service's name
	 * @return the instance, or {@code null} if none is live here
	 */
	public @Nullable LocalInstance find(String service) {
		LocalService known = this.services.get(service);
		return (known != null) ? known.current() : null;
	}

	/**
	 * Return an instance of one version of a service.
	 * @param service the service
	 * @return the instance, or {@code null} if that version takes no calls here
	 */
	public @Nullable LocalInstance find(ServiceId service) {
		LocalService known = this.services.get(service.name());
		LocalInstance found = (known != null) ? known.current(Versions.canonical(service.version())) : null;
		return (found != null && found.service().equals(service)) ? found : null;
	}

	/**
	 * Let an instance take calls, beside the others of its service.
	 * @param instance the instance
	 */
	public void add(InstanceGate instance) {
		service(instance.service().name()).add(instance);
	}

	/**
	 * Send new calls elsewhere, and close the instance's gate.
	 * @param instance the instance
	 * @return as {@link InstanceGate#close()}
	 */
	public CompletionStage<Void> drain(InstanceGate instance) {
		return service(instance.service().name()).drain(instance);
	}

}
