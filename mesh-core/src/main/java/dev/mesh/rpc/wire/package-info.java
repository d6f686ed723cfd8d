/**
 * Frames between nodes over Netty: connections, handshakes, requests and replies.
 */
@NullMarked
package dev.mesh.rpc.wire;

import org.jspecify.annotations.NullMarked;
