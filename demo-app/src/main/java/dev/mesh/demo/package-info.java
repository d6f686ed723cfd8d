/**
 * The boutique: a modular monolith of ten services with a web shop.
 */
@NullMarked
package dev.mesh.demo;

import org.jspecify.annotations.NullMarked;
