/**
 * The life of service beans in a Spring context: how they are found, when they are made
 * and ended, and the proxies through which they are called.
 * <p>
 * Definitions are read once, on the thread that refreshes the context. Beans are made and
 * ended on the node's activation threads, several services side by side, never two of
 * them for one service.
 */
@NullMarked
package dev.mesh.spring.service;

import org.jspecify.annotations.NullMarked;
