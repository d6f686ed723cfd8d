package dev.mesh.rpc.explain;

/**
 * One thing that is said of how a call is made.
 *
 * @param name its name in configuration, as in {@code max-attempts}
 * @param value what is in force
 * @param from who says so: a property, {@code @MeshCall}, the request, the deadline of
 * the call being served, or {@code default}
 */
public record Setting(String name, String value, String from) {

	@Override
	public String toString() {
		return this.name + "=" + this.value + " (" + this.from + ")";
	}

}
