package dev.mesh.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes contracts injectable whose service is not in this application, in the manner of
 * Spring's {@code @ImportHttpServices}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ImportMeshServices.Container.class)
public @interface ImportMeshServices {

	/**
	 * Contracts to import.
	 * @return the contracts
	 */
	Class<?>[] value();

	/**
	 * Name of the service, where it is not the simple name of the contract with its first
	 * letter in lower case. Only for one contract: repeat the annotation for more.
	 * @return the name, or empty for that default
	 */
	String name() default "";

	/**
	 * Holds several {@link ImportMeshServices}.
	 */
	@Documented
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Container {

		/**
		 * Return the imports.
		 * @return the imports
		 */
		ImportMeshServices[] value();

	}

}
