/**
 * What the control loops of a node are made of: a thread that owns their state, what
 * exists of them between a start and a stop, and the bounded binary form of the messages
 * they exchange.
 * <p>
 * Threads: the tasks of an {@link dev.mesh.control.OwnerLoop} run one after the other on
 * its {@link dev.mesh.control.LoopThread}, which loops with short tasks share. They may
 * not wait for the network, for locks held by others or for other loops. A
 * {@link dev.mesh.control.Restartable} waits, under its lock, for the loop that it ends:
 * tasks must not start or stop it.
 */
@NullMarked
package dev.mesh.control;

import org.jspecify.annotations.NullMarked;
