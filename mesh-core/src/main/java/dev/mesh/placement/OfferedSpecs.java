package dev.mesh.placement;

import dev.mesh.directory.ServiceOffer;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.ServiceSpecText;

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
	 * @throws IllegalArgumentException if it is too long to be carried
	 */
	public static String write(ServiceSpec spec) {
		return ServiceSpecText.write(spec);
	}

	/**
	 * Read the spec that an offer carries.
	 * @param offer the offer
	 * @return the spec
	 * @throws IllegalArgumentException if the offer holds none
	 */
	public static ServiceSpec read(ServiceOffer offer) {
		return ServiceSpecText.read(offer.service(), offer.spec());
	}

}
