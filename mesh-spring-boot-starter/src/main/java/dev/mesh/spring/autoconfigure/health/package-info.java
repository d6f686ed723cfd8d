/**
 * Health of the node, where Spring Boot's health is present.
 */
@NullMarked
package dev.mesh.spring.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
