/**
 * Exchange rates and conversion.
 */
@NullMarked
package dev.mesh.demo.currency;

import org.jspecify.annotations.NullMarked;
