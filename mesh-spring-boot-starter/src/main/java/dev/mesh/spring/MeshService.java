package dev.mesh.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;

import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * A bean that is called through its contract from any node and lives where the plan
 * places it. On a node where it is not live it does not exist: it is created when the
 * plan takes it there, destroyed after its last call when the plan takes it away, and its
 * {@code @Scheduled} methods run only in between. With {@code mesh.enabled=false} it is a
 * plain singleton.
 *
 * <p>
 * What callers inject is the contract. Every attribute but {@code name} and
 * {@code contract} can be overridden under {@code mesh.services.<name>}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
@Scope(MeshScope.NAME)
public @interface MeshService {

	/**
	 * Name of the service, unique in the application together with its version.
	 * @return the name, or empty for the simple name of the contract with its first
	 * letter in lower case
	 */
	String name() default "";

	/**
	 * Version of the service.
	 * @return the version
	 */
	String version() default "1";

	/**
	 * How many instances are wanted: {@code all}, one on every node that can host it, a
	 * number, or a range such as {@code 2..5} within which the load decides.
	 * @return the replicas
	 */
	String replicas() default "all";

	/**
	 * Tags by which the biases of other services know this one, besides its name.
	 * @return the tags
	 */
	String[] tags() default {};

	/**
	 * Wishes about the tags of others, and of its own.
	 * @return the biases, at most one for a tag
	 */
	Bias[] biases() default {};

	/**
	 * Condition on the nodes that may host it, over their labels, name, zone, region and
	 * tags, as in {@code "disk = ssd && zone != eu-west-1c"}.
	 * @return the condition, or empty for none
	 */
	String where() default "";

	/**
	 * Room that one instance takes of a node's capacity, in the same abstract units.
	 * @return the demand, 0 for none
	 */
	double demand() default 0;

	/**
	 * Most instances on one node.
	 * @return the limit, from 1
	 */
	int maxPerNode() default 1;

	/**
	 * Most instances in one zone.
	 * @return the limit, from 1; without one by default
	 */
	int maxPerZone() default ServiceSpec.UNLIMITED;

	/**
	 * Over what the instances are spread.
	 * @return the spread
	 */
	Spread spread() default Spread.ZONES;

	/**
	 * Who is kept when room runs out: the greater goes first.
	 * @return the priority
	 */
	int priority() default 0;

	/**
	 * Contract through which the service is called.
	 * @return the contract, or {@code void} for the one interface that the class
	 * implements
	 */
	Class<?> contract() default void.class;

}
