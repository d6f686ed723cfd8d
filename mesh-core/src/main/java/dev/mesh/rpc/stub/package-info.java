/**
 * The objects that callers hold: implementations of contracts, generated at start-up. No
 * threads of its own.
 */
@NullMarked
package dev.mesh.rpc.stub;

import org.jspecify.annotations.NullMarked;
