package dev.mesh.directory;

/**
 * One bean of a service on one node.
 *
 * @param service the service
 * @param status the state
 * @param detail why it is in that state where that is not obvious, else empty
 */
public record Instance(ServiceId service, InstanceStatus status, String detail) {

}
