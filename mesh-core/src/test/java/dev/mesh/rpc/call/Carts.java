package dev.mesh.rpc.call;

import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.MeshKey;

/**
 * A contract with keys.
 */
interface Carts {

	String owner(@MeshKey String user);

	String owner(String prefix, @MeshKey int user);

	@MeshCall(timeout = "300ms")
	String hurried(@MeshKey String user);

	String any();

}
