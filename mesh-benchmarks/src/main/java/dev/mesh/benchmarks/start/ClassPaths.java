package dev.mesh.benchmarks.start;

import java.io.File;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The class path with the starter and without it.
 */
final class ClassPaths {

	private static final Pattern STARTER = Pattern
		.compile(".*/mesh-(core|spring-boot-starter)(-[0-9][^/]*\\.jar|/target/classes/?)");

	private ClassPaths() {
	}

	static String with() {
		return System.getProperty("java.class.path");
	}

	/**
	 * Return a class path without Mesh. The libraries that came with it stay: who does
	 * not use them does not load them.
	 * @param whole the class path
	 * @return the rest
	 * @throws IllegalArgumentException if it has no Mesh
	 */
	static String without(String whole) {
		String rest = Arrays.stream(whole.split(File.pathSeparator, -1))
			.filter((entry) -> !STARTER.matcher(entry.replace(File.separatorChar, '/')).matches())
			.collect(Collectors.joining(File.pathSeparator));
		if (rest.equals(whole)) {
			throw new IllegalArgumentException("The starter is not on the class path '" + whole + "'. Put it there.");
		}
		return rest;
	}

}
