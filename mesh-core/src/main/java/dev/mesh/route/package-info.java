/**
 * The traffic policies of services: which versions their calls go to, what is mirrored,
 * and how one version takes over from another. Every node holds all of them in a map in
 * which the last write of each service wins.
 * <p>
 * Threads: {@code mesh-control} owns the replicated map and, on the coordinator, the
 * cutovers; it never waits for the network. What is public is safe for use by any thread.
 */
@NullMarked
package dev.mesh.route;

import org.jspecify.annotations.NullMarked;
