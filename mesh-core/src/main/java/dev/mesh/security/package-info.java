/**
 * What proves a peer: the join token and the key material derived from it.
 */
@NullMarked
package dev.mesh.security;

import org.jspecify.annotations.NullMarked;
