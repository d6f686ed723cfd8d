package dev.mesh.directory;

import dev.mesh.watch.Watched;

/**
 * Who hosts what right now, as known to this node. Safe for use by any thread.
 */
public interface Directory {

	/**
	 * Return the snapshots, to read or to watch.
	 * @return the snapshots
	 */
	Watched<DirectorySnapshot> snapshots();

	/**
	 * Return the current snapshot.
	 * @return the snapshot
	 */
	default DirectorySnapshot snapshot() {
		return snapshots().get();
	}

}
