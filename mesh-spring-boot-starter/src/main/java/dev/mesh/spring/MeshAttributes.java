package dev.mesh.spring;

/**
 * The attributes that a Spring Boot node has in its directory entry.
 */
public final class MeshAttributes {

	/**
	 * Name of the application, as in {@code spring.application.name}.
	 */
	public static final String APPLICATION = "application";

	/**
	 * Address of the web server, as in {@code http://10.0.0.4:8080}; absent without one
	 * and while the node hands over.
	 */
	public static final String WEB = "web";

	private MeshAttributes() {
	}

}
