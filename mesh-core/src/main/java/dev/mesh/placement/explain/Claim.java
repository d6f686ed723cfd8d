package dev.mesh.placement.explain;

import dev.mesh.directory.ServiceId;

/**
 * That a service must have so many instances.
 *
 * @param service the service
 * @param instances how many, from 1
 */
public record Claim(ServiceId service, int instances) implements Comparable<Claim> {

	@Override
	public int compareTo(Claim other) {
		int byService = this.service.compareTo(other.service);
		return (byService != 0) ? byService : Integer.compare(this.instances, other.instances);
	}

}
