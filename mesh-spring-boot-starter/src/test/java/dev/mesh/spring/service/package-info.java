@NullMarked
package dev.mesh.spring.service;

import org.jspecify.annotations.NullMarked;
