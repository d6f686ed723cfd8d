/**
 * The types by which contracts name streams, and how each becomes a
 * {@link java.util.concurrent.Flow.Publisher} or a stage. Those of Reactor and Reactive
 * Streams are optional: the class that knows one is loaded only when a contract names it.
 * No threads.
 */
@NullMarked
package dev.mesh.rpc.reactive;

import org.jspecify.annotations.NullMarked;
