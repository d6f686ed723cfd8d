package dev.mesh.demo.tutorial;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * A throw-away local Maven repository: what the outer build has resolved, by symbolic
 * links, and Mesh as this build has packaged it. The tutorial installs Mesh, which would
 * leave this build's artifacts in the repository of whoever runs the tests.
 */
final class MavenRepository {

	private static final String VERSION = "0.1.0-SNAPSHOT";

	private static final List<String> JARS = List.of("mesh-core", "mesh-spring-boot-starter");

	private final Path folder;

	private MavenRepository(Path folder) {
		this.folder = folder;
	}

	/**
	 * Make one.
	 * @param folder the folder; what it holds is deleted
	 * @param outer the local repository of the outer build
	 */
	static MavenRepository over(Path folder, Path outer) throws IOException {
		// Removes the links, not what they lead to.
		FileSystemUtils.deleteRecursively(folder);
		MavenRepository repository = new MavenRepository(folder);
		link(outer, folder, "dev");
		if (Files.isDirectory(outer.resolve("dev"))) {
			link(outer.resolve("dev"), folder.resolve("dev"), "mesh");
		}
		repository.install("mesh-parent", "pom", Path.of("..", "pom.xml"));
		for (String artifact : JARS) {
			Path module = Path.of("..", artifact);
			repository.install(artifact, "pom", module.resolve("pom.xml"));
			repository.install(artifact, "jar", module.resolve("target").resolve(artifact + "-" + VERSION + ".jar"));
		}
		return repository;
	}

	private static void link(Path from, Path to, String without) throws IOException {
		Files.createDirectories(to);
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
			for (Path entry : entries) {
				if (Files.isDirectory(entry) && !entry.endsWith(without)) {
					Files.createSymbolicLink(to.resolve(entry.getFileName()), entry.toRealPath());
				}
			}
		}
	}

	private void install(String artifact, String type, Path file) throws IOException {
		Path target = this.folder.resolve(Path.of("dev", "mesh", artifact, VERSION));
		Files.createDirectories(target);
		Files.copy(file, target.resolve(artifact + "-" + VERSION + "." + type));
	}

	@Override
	public String toString() {
		return this.folder.toString();
	}

}
