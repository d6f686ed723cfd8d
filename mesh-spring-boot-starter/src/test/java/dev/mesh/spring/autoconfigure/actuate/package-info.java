@NullMarked
package dev.mesh.spring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
