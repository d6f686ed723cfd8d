package dev.mesh.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.mesh.placement.spec.BiasKind;

/**
 * A service's wish about the instances that bear a tag, on its own node.
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Bias {

	/**
	 * Tag that the wish is about. Every service bears its own name.
	 * @return the tag
	 */
	String tag();

	/**
	 * The wish.
	 * @return the kind of bias
	 */
	BiasKind value();

	/**
	 * How much a {@code PREFER} or an {@code AVOID} counts, from 1 to 100.
	 * @return the weight
	 */
	int weight() default 1;

}
