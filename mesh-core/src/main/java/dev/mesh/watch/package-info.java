/**
 * Values that change as whole snapshots, and the ways to follow them. Every watcher is
 * called on the value's own notifier thread, one at a time, and only ever with the latest
 * value: a slow watcher skips values, it never sees an old one after a newer one.
 */
@NullMarked
package dev.mesh.watch;

import org.jspecify.annotations.NullMarked;
