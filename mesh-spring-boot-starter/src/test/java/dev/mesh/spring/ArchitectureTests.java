package dev.mesh.spring;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.mesh.spring");

	@Test
	void packagesHaveNoCycle() {
		slices().matching("dev.mesh.(spring..)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void optionalTechnologiesStayInTheirPackages() {
		noClasses().that()
			.resideOutsideOfPackages("..actuate", "..health", "..metrics", "..cloud", "..security")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot.actuate..", "org.springframework.boot.health..",
					"io.micrometer..", "org.springframework.cloud..", "org.springframework.security..", "reactor..")
			.check(CLASSES);
	}

	@Test
	void nothingDependsOnAnOptionalTechnologysPackage() {
		noClasses().that()
			.resideInAnyPackage("dev.mesh.spring", "dev.mesh.spring.service", "dev.mesh.spring.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("dev.mesh.spring.autoconfigure.*..")
			.check(CLASSES);
	}

}
