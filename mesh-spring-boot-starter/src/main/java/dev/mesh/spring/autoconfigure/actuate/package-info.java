/**
 * The {@code mesh} endpoint, where Spring Boot's actuator is present.
 */
@NullMarked
package dev.mesh.spring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
