/**
 * The life of local instances: start, ready, drain, stop; and the node that ties all
 * parts together.
 */
@NullMarked
package dev.mesh.service;

import org.jspecify.annotations.NullMarked;
