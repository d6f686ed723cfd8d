/**
 * Several nodes in one JVM, each a Spring context of its own, for JUnit tests.
 */
@NullMarked
package dev.mesh.spring.test;

import org.jspecify.annotations.NullMarked;
