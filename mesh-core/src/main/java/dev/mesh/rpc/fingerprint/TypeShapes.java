package dev.mesh.rpc.fingerprint;

import java.lang.reflect.Type;
import java.util.Map;

/**
 * Collects the shapes of types and of all that is reachable from them. Used by one
 * thread.
 */
public interface TypeShapes {

	/**
	 * Add a type.
	 * @param type a type that can be sent
	 * @return its name, type arguments included
	 */
	String add(Type type);

	/**
	 * Return what was collected.
	 * @return the shapes by the name of the type; values of the JDK have none
	 */
	Map<String, TypeShape> shapes();

}
