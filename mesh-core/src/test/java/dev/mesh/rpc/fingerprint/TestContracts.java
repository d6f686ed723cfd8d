package dev.mesh.rpc.fingerprint;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.mesh.rpc.codec.CompiledJar;
import dev.mesh.rpc.codec.ShapeWalk;
import dev.mesh.rpc.codec.TypeClosure;
import dev.mesh.rpc.contract.Contract;

/**
 * Contracts of service {@code shop}, each in a jar of its own.
 */
final class TestContracts implements AutoCloseable {

	private final Path directory;

	private final List<CompiledJar> jars = new ArrayList<>();

	TestContracts(Path directory) {
		this.directory = directory;
	}

	/** The first declaration is the contract's. */
	Contract compile(String... declarations) throws IOException, ClassNotFoundException {
		Path home = Files.createDirectory(this.directory.resolve("jar" + this.jars.size()));
		CompiledJar jar = CompiledJar.of(home, declarations);
		this.jars.add(jar);
		TypeClosure.Builder closure = TypeClosure.builder();
		return Contract.of(jar.type("Shop"), "shop", (Type type) -> closure.value(type));
	}

	static ContractShape shape(Contract contract) {
		return ContractShape.of(contract, new ShapeWalk());
	}

	@Override
	public void close() throws IOException {
		for (CompiledJar jar : this.jars) {
			jar.close();
		}
	}

}
