/**
 * What the control loops of a node are made of: a thread that owns their state, and the
 * bounded binary form of the messages they exchange.
 * <p>
 * Threads: an {@link dev.mesh.control.OwnerLoop} is one daemon thread. Its tasks may not
 * wait for the network, for locks held by others or for other loops.
 */
@NullMarked
package dev.mesh.control;

import org.jspecify.annotations.NullMarked;
