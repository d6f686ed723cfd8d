package dev.mesh.directory;

/**
 * A service: its name and version.
 *
 * @param name the name, unique together with the version
 * @param version the version
 */
public record ServiceId(String name, String version) implements Comparable<ServiceId> {

	@Override
	public int compareTo(ServiceId other) {
		int byName = this.name.compareTo(other.name);
		return (byName != 0) ? byName : this.version.compareTo(other.version);
	}

	/**
	 * Return {@code name@version}.
	 */
	@Override
	public String toString() {
		return this.name + "@" + this.version;
	}

}
