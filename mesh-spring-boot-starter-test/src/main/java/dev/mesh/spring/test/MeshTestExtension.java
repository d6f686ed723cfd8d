package dev.mesh.spring.test;

import java.util.List;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.AnnotatedClassFinder;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;

/**
 * Starts the cluster of a test class, and hands it to the tests.
 */
final class MeshTestExtension implements BeforeAllCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(MeshTestExtension.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		cluster(context);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == MeshTestCluster.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return cluster(context);
	}

	/**
	 * The store closes the cluster after the last test, being closeable.
	 */
	private static MeshTestCluster cluster(ExtensionContext context) {
		Class<?> testClass = context.getRequiredTestClass();
		return classContext(context).getStore(NAMESPACE)
			.computeIfAbsent(MeshTestCluster.class, (key) -> start(testClass), MeshTestCluster.class);
	}

	private static ExtensionContext classContext(ExtensionContext context) {
		ExtensionContext current = context;
		while (current.getTestMethod().isPresent() && current.getParent().isPresent()) {
			current = current.getParent().get();
		}
		return current;
	}

	private static MeshTestCluster start(Class<?> testClass) {
		MeshTest test = AnnotatedElementUtils.findMergedAnnotation(testClass, MeshTest.class);
		Assert.state(test != null, () -> testClass.getName() + " has no @MeshTest: add it to the class");
		MeshTestCluster cluster = new MeshTestCluster(configuration(testClass, test), List.of(test.properties()));
		try {
			cluster.start(test.nodes());
			return cluster;
		}
		catch (RuntimeException | Error ex) {
			cluster.close();
			throw ex;
		}
	}

	private static Class<?>[] configuration(Class<?> testClass, MeshTest test) {
		if (test.classes().length > 0) {
			return test.classes();
		}
		Class<?> found = new AnnotatedClassFinder(SpringBootConfiguration.class).findFromClass(testClass);
		Assert.state(found != null, () -> "no @SpringBootApplication in the package of " + testClass.getName()
				+ " or above: name the configuration with @MeshTest(classes = ...)");
		return new Class<?>[] { found };
	}

}
