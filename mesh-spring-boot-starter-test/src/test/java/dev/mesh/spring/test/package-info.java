@NullMarked
package dev.mesh.spring.test;

import org.jspecify.annotations.NullMarked;
