/**
 * Reads and writes the small documents in which operators and peers say what they ask
 * for: YAML, and with it JSON, without any of what makes YAML dangerous. Values only; no
 * threads.
 */
@NullMarked
package dev.mesh.placement.document;

import org.jspecify.annotations.NullMarked;
