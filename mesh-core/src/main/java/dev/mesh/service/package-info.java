/**
 * The life of local instances: start, ready, drain, stop; and the node that ties all
 * parts together.
 *
 * <p>
 * Threads: {@code mesh-hosting} (one while the node runs) owns the state of the local
 * instances, may wait for nothing and never runs code of a service;
 * {@code mesh-activation-…} (up to four, while there is something to start or stop) make
 * and end beans and may wait as long as those take; {@code mesh-warm-up} (once) loads
 * what the first call would wait for, and ends, {@code mesh-warm-up-limit} waits for that
 * as long as others do. {@code mesh-control} is shared by the loops of the directory, the
 * routes and the contracts, and runs while one of them does. Starts and stops of the node
 * hold its lock on the caller's thread.
 */
@NullMarked
package dev.mesh.service;

import org.jspecify.annotations.NullMarked;
