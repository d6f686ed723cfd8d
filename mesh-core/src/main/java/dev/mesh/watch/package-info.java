/**
 * Values that change as whole snapshots, and the ways to follow them.
 * <p>
 * Threads: {@code mesh-watch-…} are the daemon threads of one pool for the whole JVM,
 * which is empty while nothing changes. A watcher is a serial task on that pool: it is
 * called by one thread at a time and only ever with the latest value, so a slow watcher
 * skips values, never sees an old one after a newer one, and delays neither the writer
 * nor the other watchers. It may block as long as it likes; there are never more threads
 * than watchers.
 */
@NullMarked
package dev.mesh.watch;

import org.jspecify.annotations.NullMarked;
