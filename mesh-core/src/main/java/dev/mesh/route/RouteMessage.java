package dev.mesh.route;

import java.util.List;
import java.util.Map;

import dev.mesh.route.measure.ServiceCounts;

/**
 * What nodes tell each other about routes. The sender of each is known from the envelope.
 */
sealed interface RouteMessage {

	/**
	 * Some entries, to be merged.
	 *
	 * @param entries the entries
	 */
	record Entries(List<RouteEntry> entries) implements RouteMessage {

	}

	/**
	 * Tells what the sender's map looks like: who has another one answers with an
	 * inventory.
	 *
	 * @param digest the map's digest
	 */
	record Digest(long digest) implements RouteMessage {

	}

	/**
	 * All that the sender has, without contents: who has something newer sends it, and
	 * asks for what is newer here.
	 *
	 * @param versions the entries without contents
	 */
	record Inventory(List<RouteEntry> versions) implements RouteMessage {

	}

	/**
	 * Asks for the entries of some services.
	 *
	 * @param services their names
	 */
	record Ask(List<String> services) implements RouteMessage {

	}

	/**
	 * Tells the coordinator what the sender has counted of services that are cut over.
	 *
	 * @param counts since the sender was made, by the name of the service
	 */
	record Report(Map<String, ServiceCounts> counts) implements RouteMessage {

	}

}
