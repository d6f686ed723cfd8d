/**
 * The live beans of this node and the gates in front of them, which count the calls. No
 * threads of its own. What is live is changed under the lock of its service, and calls
 * find it without; entering and leaving a gate waits for nobody, except that the first
 * call of a method makes its counter under the lock of the gate.
 */
@NullMarked
package dev.mesh.rpc.local;

import org.jspecify.annotations.NullMarked;
