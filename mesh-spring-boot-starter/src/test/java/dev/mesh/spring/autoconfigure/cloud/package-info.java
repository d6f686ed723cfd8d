@NullMarked
package dev.mesh.spring.autoconfigure.cloud;

import org.jspecify.annotations.NullMarked;
