/**
 * The live beans of this node and the gates in front of them. No threads of its own;
 * entering and leaving a gate never blocks.
 */
@NullMarked
package dev.mesh.rpc.local;

import org.jspecify.annotations.NullMarked;
