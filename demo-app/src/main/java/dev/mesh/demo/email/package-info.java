/**
 * Order confirmations, rendered and kept in an outbox.
 */
@NullMarked
package dev.mesh.demo.email;

import org.jspecify.annotations.NullMarked;
