package dev.mesh.rpc.wire;

import java.net.SocketAddress;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import dev.mesh.rpc.codec.Codec;
import dev.mesh.security.TransportSecurity;
import dev.mesh.watch.Watched;

/**
 * What the transport needs to know of its node. All functions are called from several
 * threads, event loops among them, and must not block.
 *
 * @param clusterName the cluster; peers of another are refused
 * @param self this node as it is now: its incarnation changes when it rejoins
 * @param views who is a member
 * @param security how peers prove themselves
 * @param codec whose type table is told to peers and whose readers read what they send
 * @param now returns the hybrid timestamp for a frame that leaves
 * @param observe takes the hybrid timestamp of a frame from a member; false if it is
 * beyond the allowed drift and was not taken over
 * @param refusals told the address and one sentence whenever a peer was refused
 */
public record RpcEnvironment(String clusterName, Supplier<Node> self, Watched<View> views, TransportSecurity security,
		Codec codec, LongSupplier now, LongPredicate observe, BiConsumer<? super SocketAddress, String> refusals) {

}
