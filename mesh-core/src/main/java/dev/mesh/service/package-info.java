/**
 * The life of local instances: start, ready, drain, stop; and the node that ties all
 * parts together.
 * <p>
 * Threads: {@code mesh-hosting} (one while the node runs) decides what is live here and
 * never runs code of a service; {@code mesh-activation} (up to four, while there is
 * something to start or stop) makes and ends beans; {@code mesh-warm-up} loads what the
 * first call would wait for, and ends.
 */
@NullMarked
package dev.mesh.service;

import org.jspecify.annotations.NullMarked;
