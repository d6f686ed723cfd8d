/**
 * What people use to call another JVM, each as its documentation shows it and with its
 * queues and frames made wide enough for the widest load.
 */
@NullMarked
package dev.mesh.benchmarks.calls.peers;

import org.jspecify.annotations.NullMarked;
