@NullMarked
package dev.mesh.spring.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
