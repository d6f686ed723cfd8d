package dev.mesh;

import java.io.ObjectInputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which package may know which, and who may touch which library.
 */
class ArchitectureTests {

	private static final JavaClasses CORE = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.mesh");

	@Test
	void theCoreKnowsNoSpring() {
		check(noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.."));
	}

	@Test
	void importsPointOneWay() {
		check(layeredArchitecture().consideringOnlyDependenciesInAnyPackage("dev.mesh..")
			.withOptionalLayers(true)
			.layer("base")
			.definedBy("dev.mesh.watch..", "dev.mesh.control..", "dev.mesh.security..", "dev.mesh.clock..",
					"dev.mesh.cluster..")
			.layer("directory")
			.definedBy("dev.mesh.directory..")
			.layer("decisions")
			.definedBy("dev.mesh.selector..", "dev.mesh.placement..", "dev.mesh.route..")
			.layer("calls")
			.definedBy("dev.mesh.rpc..")
			.layer("services")
			.definedBy("dev.mesh.service..")
			.whereLayer("directory")
			.mayOnlyBeAccessedByLayers("decisions", "calls", "services")
			.whereLayer("decisions")
			.mayOnlyBeAccessedByLayers("calls", "services")
			.whereLayer("calls")
			.mayOnlyBeAccessedByLayers("services")
			.whereLayer("services")
			.mayNotBeAccessedByAnyLayer()
			.ensureAllClassesAreContainedInArchitecture());
	}

	@Test
	void packagesFormNoCycle() {
		check(slices().matching("dev.mesh.(**)").should().beFreeOfCycles());
	}

	@ParameterizedTest
	@CsvSource({ "org.jgroups.., dev.mesh.cluster..", "io.netty.., dev.mesh.rpc..",
			"org.apache.fory.., dev.mesh.rpc.codec..", "org.bouncycastle.., dev.mesh.security..",
			"org.yaml.., dev.mesh.placement.document.." })
	void aLibraryIsTouchedInOnePlace(String library, String place) {
		check(noClasses().that(resideOutsideOfPackages(place))
			.should()
			.dependOnClassesThat()
			.resideInAPackage(library));
	}

	@Test
	void nothingIsReadByJavaSerialization() {
		// The fence reads its own harmless probe to prove that JGroups refuses it.
		check(noClasses().that()
			.doNotHaveFullyQualifiedName("dev.mesh.cluster.jgroups.DeserializationFence")
			.should()
			.callCodeUnitWhere(JavaCall.Predicates
				.target(HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(ObjectInputStream.class)))));
	}

	@Test
	void nothingRunsOnThePoolThatAllShare() {
		check(noClasses().should()
			.callMethod("java.util.concurrent.ForkJoinPool", "commonPool")
			.orShould()
			.callMethodWhere(DescribedPredicate.describe("an async method of CompletableFuture without an executor",
					ArchitectureTests::usesDefaultExecutor)));
	}

	private static boolean usesDefaultExecutor(JavaMethodCall call) {
		return call.getTargetOwner().isAssignableTo(CompletionStage.class) && call.getName().endsWith("Async")
				&& call.getTarget()
					.getRawParameterTypes()
					.stream()
					.noneMatch((type) -> type.isAssignableTo(Executor.class));
	}

	@Test
	void everyPackageSaysWhatItIsFor() {
		Set<String> silent = new TreeSet<>();
		for (JavaPackage each : CORE.getPackage("dev.mesh").getSubpackagesInTree()) {
			boolean hasClasses = each.getClasses()
				.stream()
				.anyMatch((type) -> !type.getSimpleName().equals("package-info"));
			if (hasClasses && !each.tryGetPackageInfo().isPresent()) {
				silent.add(each.getName());
			}
		}
		assertThat(silent).isEmpty();
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(CORE);
	}

}
