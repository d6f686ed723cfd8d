package dev.mesh.benchmarks.start;

import java.io.File;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClassPathsTests {

	private static String path(String... entries) {
		return String.join(File.pathSeparator, entries);
	}

	@Test
	void onlyMeshIsLeftOutAsJarOrAsClasses() {
		String rest = path("/mesh-core/mesh-benchmarks/target/classes", "/m2/netty-common-4.2.17.jar",
				"/m2/mesh-core-tools/a.jar");
		assertThat(ClassPaths.without(path(rest, "/m2/mesh-core-0.1.0-SNAPSHOT.jar",
				"/x/mesh-spring-boot-starter/target/classes", "/x/mesh-core/target/classes/")))
			.isEqualTo(rest);
	}

	@Test
	void thereMustBeSomethingToLeaveOut() {
		assertThatIllegalArgumentException().isThrownBy(() -> ClassPaths.without(path("/a.jar", "/b.jar")))
			.withMessageContaining("not on the class path");
	}

	@Test
	void thisClassPathHasTheStarter() {
		assertThat(ClassPaths.without(ClassPaths.with())).isNotEqualTo(ClassPaths.with());
	}

}
