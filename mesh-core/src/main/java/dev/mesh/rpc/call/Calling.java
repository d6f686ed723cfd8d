package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.codec.PayloadWriter;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.server.Workers;
import dev.mesh.rpc.stream.Streams;
import dev.mesh.rpc.traffic.CallTraffic;
import dev.mesh.rpc.wire.RpcClient;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a node share.
 *
 * @param self this node
 * @param client sends
 * @param routes where calls can go
 * @param writer writes arguments
 * @param exceptions reads exceptions
 * @param copies copies what local calls pass, or {@code null} to pass references
 * @param workers run local one-way calls
 * @param callbacks carry on calls nobody waits for
 * @param streams make the ends of streams
 * @param observer told of calls
 * @param traffic measures who calls whom, or {@code null} to measure nothing
 * @param mirrors repeat calls on shadow versions
 * @param baggage the names of baggage that may leave this node
 * @param identities know on whose behalf calls are made
 * @param timeout the timeout of methods that set none
 */
record Calling(NodeId self, RpcClient client, Routes routes, PayloadWriter writer, ExceptionFormat exceptions,
		@Nullable LocalCopies copies, Workers workers, CallbackThreads callbacks, Streams streams,
		CallObserver observer, @Nullable CallTraffic traffic, Mirrors mirrors, Set<String> baggage,
		CallerIdentities identities, Duration timeout) {

}
