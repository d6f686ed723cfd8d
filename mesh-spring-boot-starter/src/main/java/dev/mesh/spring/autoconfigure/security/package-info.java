/**
 * On whose behalf calls are made, where Spring Security is present.
 */
@NullMarked
package dev.mesh.spring.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
