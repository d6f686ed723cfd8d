/**
 * Who hosts what right now. Every node writes only its own entry; all nodes hold all
 * entries.
 * <p>
 * A node sends its whole entry to all when it changes and to each joiner at once; where
 * nothing but its load changed, only that. Every few seconds it tells the stamp of its
 * entry, and who has an older one asks for it, so that a lost message costs time and
 * nothing else. Of two entries of one node the newer stamp stands, which is why a merge
 * of two partitions needs no arbitration.
 * <p>
 * Threads: {@code mesh-control} owns the entries. The membership thread and whoever
 * publishes only hand tasks to it; a task that finds its inbox full is dropped and
 * counted, and the next digest makes up for it. It never waits for the network: what it
 * sends is queued.
 */
@NullMarked
package dev.mesh.directory;

import org.jspecify.annotations.NullMarked;
