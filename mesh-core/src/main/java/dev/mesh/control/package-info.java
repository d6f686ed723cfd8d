/**
 * What the control loops of a node are made of: a thread that owns their state, what
 * exists of them between a start and a stop, and the bounded binary form of the messages
 * they exchange.
 * <p>
 * Threads: an {@link dev.mesh.control.OwnerLoop} is one daemon thread. Its tasks may not
 * wait for the network, for locks held by others or for other loops. A
 * {@link dev.mesh.control.Restartable} waits, under its lock, for the loop that it ends:
 * tasks must not start or stop it.
 */
@NullMarked
package dev.mesh.control;

import org.jspecify.annotations.NullMarked;
