package dev.mesh.placement;

import dev.mesh.directory.ServiceOffer;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * The text in which a node's offer carries what its configuration asks for a service.
 */
public final class OfferedSpecs {

	private OfferedSpecs() {
	}

	/**
	 * Write a spec as an offer carries it.
	 * @param spec the spec
	 * @return the text
	 */
	public static String write(ServiceSpec spec) {
		return spec.replicas().toString();
	}

	/**
	 * Read the spec that an offer carries.
	 * @param offer the offer
	 * @return the spec
	 * @throws IllegalArgumentException if the offer holds none
	 */
	public static ServiceSpec read(ServiceOffer offer) {
		return ServiceSpec.of(offer.service(), Replicas.parse(offer.spec()));
	}

}
