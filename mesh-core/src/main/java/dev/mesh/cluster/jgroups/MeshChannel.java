package dev.mesh.cluster.jgroups;

import java.util.List;

import org.jgroups.JChannel;
import org.jgroups.stack.Protocol;

/**
 * A channel that can be dropped without saying goodbye.
 */
final class MeshChannel extends JChannel {

	MeshChannel(List<Protocol> protocols) throws Exception {
		super(protocols);
	}

	/**
	 * Close all sockets and threads at once. The others find out as they would if the
	 * process had died.
	 */
	void abandon() {
		this.lock.lock();
		try {
			_close(false);
		}
		finally {
			this.lock.unlock();
		}
	}

}
