package dev.mesh.rpc.call;

/**
 * A service that says where it is.
 */
record NamedCarts(String name) implements Carts {

	@Override
	public String owner(String user) {
		return this.name;
	}

	@Override
	public String owner(String prefix, int user) {
		return prefix + this.name;
	}

	@Override
	public String hurried(String user) {
		return this.name;
	}

	@Override
	public String any() {
		return this.name;
	}

}
