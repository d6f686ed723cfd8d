/**
 * Who hosts what right now. Every node writes only its own entry; all nodes hold all
 * entries.
 */
@NullMarked
package dev.mesh.directory;

import org.jspecify.annotations.NullMarked;
