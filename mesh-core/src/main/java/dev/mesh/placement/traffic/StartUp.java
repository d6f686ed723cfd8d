package dev.mesh.placement.traffic;

import java.time.Duration;

import dev.mesh.directory.ServiceId;

/**
 * How long an instance took to start.
 *
 * @param service its service
 * @param time the time, of the last one that started on the node
 */
public record StartUp(ServiceId service, Duration time) {

}
