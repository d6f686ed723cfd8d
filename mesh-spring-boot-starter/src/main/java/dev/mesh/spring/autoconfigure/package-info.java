/**
 * Makes a Mesh node of a Spring Boot application: properties, beans, life cycle and
 * failure analysis.
 */
@NullMarked
package dev.mesh.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
