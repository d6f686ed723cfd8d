@NullMarked
package dev.mesh.spring;

import org.jspecify.annotations.NullMarked;
