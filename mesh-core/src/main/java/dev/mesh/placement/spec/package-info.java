/**
 * What operators ask for: how many instances of a service, where they may run and whom
 * they want as neighbours. Values only; no threads.
 */
@NullMarked
package dev.mesh.placement.spec;

import org.jspecify.annotations.NullMarked;
