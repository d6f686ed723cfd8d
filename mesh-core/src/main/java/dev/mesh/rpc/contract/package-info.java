/**
 * Contracts, read from interfaces once at start-up and checked then, so that nothing is
 * left to fail at the first call.
 */
@NullMarked
package dev.mesh.rpc.contract;

import org.jspecify.annotations.NullMarked;
