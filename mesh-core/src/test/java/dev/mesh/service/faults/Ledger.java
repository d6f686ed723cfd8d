package dev.mesh.service.faults;

import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.MeshKey;

/**
 * A service whose every run is written down.
 */
public interface Ledger {

	@MeshCall(idempotent = true, timeout = "5s")
	String read(String id);

	@MeshCall(timeout = "5s")
	String write(String id);

	@MeshCall(timeout = "5s")
	String writeFor(@MeshKey String account, String id);

	/**
	 * Runs until the node is told to be well.
	 */
	@MeshCall(timeout = "10m")
	void occupy();

}
