package dev.mesh.spring;

/**
 * The scope of {@link MeshService} beans.
 */
public final class MeshScope {

	/**
	 * Name of the scope.
	 */
	public static final String NAME = "mesh";

	private MeshScope() {
	}

}
