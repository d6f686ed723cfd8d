/**
 * The life of local instances: start, ready, drain, stop; and the node that ties all
 * parts together.
 *
 * <p>
 * Threads: {@code mesh-hosting} owns the state of the local instances and may wait for
 * nothing; up to four {@code mesh-activation-…}, none when idle, make and end beans and
 * may wait as long as those take. Starts and stops of the node hold its lock on the
 * caller's thread.
 */
@NullMarked
package dev.mesh.service;

import org.jspecify.annotations.NullMarked;
