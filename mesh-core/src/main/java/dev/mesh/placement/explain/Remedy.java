package dev.mesh.placement.explain;

/**
 * A change that would help a service which has fewer instances than it must have; tried
 * out on the problem so changed.
 *
 * @param change the change, as an order
 * @param gain how many of the missing instances would find a node, with no other service
 * missing more
 * @param complete whether that is all of them
 */
public record Remedy(String change, int gain, boolean complete) {

}
