package dev.mesh.placement.traffic;

import java.time.Duration;

import dev.mesh.directory.ServiceId;

/**
 * What a node measured of its instances of a service.
 *
 * @param service the service
 * @param inFlight the calls inside, all instances on the node together
 * @param startUp how long the last instance took to start, zero if none has
 */
public record ServiceLoad(ServiceId service, double inFlight, Duration startUp) {

}
