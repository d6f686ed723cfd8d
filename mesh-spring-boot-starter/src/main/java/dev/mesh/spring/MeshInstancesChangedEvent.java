package dev.mesh.spring;

import dev.mesh.directory.DirectorySnapshot;

/**
 * Published to the application context when instances have come, gone or changed their
 * state anywhere in the cluster. Listeners run on the thread that follows the directory:
 * a slow one skips snapshots, it never sees an old one after a newer one.
 *
 * @param snapshot the directory as it is now
 */
public record MeshInstancesChangedEvent(DirectorySnapshot snapshot) {

}
