package dev.mesh.benchmarks.calls.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java that runs children, with the same options for all.
 *
 * @param home its home
 * @param feature its feature number
 */
public record Jvm(Path home, int feature) {

	private static final int WARNS_OF_NATIVE_ACCESS = 24;

	/**
	 * Return the one that runs this.
	 * @return the JVM
	 */
	public static Jvm current() {
		return new Jvm(Path.of(System.getProperty("java.home")), Runtime.version().feature());
	}

	List<String> command() {
		List<String> command = new ArrayList<>(List.of(this.home.resolve("bin").resolve("java").toString(), "-Xms512m",
				"-Xmx512m", "-XX:+UseG1GC", "-Djava.net.preferIPv4Stack=true", "-Dlogging.level.root=WARN"));
		if (this.feature >= WARNS_OF_NATIVE_ACCESS) {
			command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
		}
		command.addAll(List.of("-cp", System.getProperty("java.class.path")));
		return List.copyOf(command);
	}

	@Override
	public String toString() {
		return "Java " + this.feature;
	}

}
