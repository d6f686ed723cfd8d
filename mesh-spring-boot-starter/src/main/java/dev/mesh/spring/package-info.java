/**
 * What an application writes: services, imports of contracts, and the events it hears.
 */
@NullMarked
package dev.mesh.spring;

import org.jspecify.annotations.NullMarked;
