@NullMarked
package dev.mesh.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
