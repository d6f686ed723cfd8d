/**
 * What a node measures of the calls it makes to services with a route. No threads;
 * everything is safe for use by any thread and written without waiting.
 */
@NullMarked
package dev.mesh.route.measure;

import org.jspecify.annotations.NullMarked;
