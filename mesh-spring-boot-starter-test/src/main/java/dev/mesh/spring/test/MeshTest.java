package dev.mesh.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class on a cluster in this JVM: each node is a Spring context of
 * its own, joined to the others over loopback. Tests take a {@link MeshTestCluster} as a
 * parameter. The cluster is started before the first test of the class and closed after
 * the last; nodes that a test has stopped or killed stay away.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MeshTestExtension.class)
public @interface MeshTest {

	/**
	 * Number of nodes to start with, 1 or more. They are named {@code node-1} and so on.
	 * @return the number of nodes
	 */
	int nodes() default 3;

	/**
	 * Configuration of every node.
	 * @return the classes, or none for the {@code @SpringBootApplication} in the package
	 * of the test or above
	 */
	Class<?>[] classes() default {};

	/**
	 * Properties of every node, as {@code key=value}.
	 * @return the properties
	 */
	String[] properties() default {};

}
