/**
 * What proves a peer: the join token and the key material derived from it, or one's own.
 * No threads of its own; {@link dev.mesh.security.SelfCheck} blocks its caller at
 * start-up.
 */
@NullMarked
package dev.mesh.security;

import org.jspecify.annotations.NullMarked;
