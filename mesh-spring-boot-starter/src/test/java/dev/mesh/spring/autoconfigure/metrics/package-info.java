@NullMarked
package dev.mesh.spring.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
