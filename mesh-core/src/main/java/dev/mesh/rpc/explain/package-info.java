/**
 * Why calls go where they go: what {@code dev.mesh.rpc.call} answers when it is asked to
 * explain a call, and what it keeps of those that failed or were slow. Values only, no
 * threads; none holds an argument, a result or the value of a key or of baggage.
 */
@NullMarked
package dev.mesh.rpc.explain;

import org.jspecify.annotations.NullMarked;
