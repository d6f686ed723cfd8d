/**
 * Calls through contracts: what a caller and a service share.
 */
@NullMarked
package dev.mesh.rpc;

import org.jspecify.annotations.NullMarked;
