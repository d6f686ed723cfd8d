package dev.mesh.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.placement.PlacementOptions;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.call.LocalCalls;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.security.TransportSecurity;
import dev.mesh.selector.Selectors;
import org.jspecify.annotations.Nullable;

/**
 * All that a node is made of.
 *
 * @param cluster what the node says of itself and how it joins
 * @param rpc bounds and settings of the call path
 * @param streams bounds of streams
 * @param security how peers prove themselves
 * @param maxDrift the largest lead of a peer's clock that is accepted
 * @param ceilingFile keeps the clock from going back over a restart, if wanted
 * @param drainTimeout the longest to wait for a hand-over, and then for calls in flight
 * @param placement the rhythm and the preferences of placement
 * @param localCalls how calls within the node are made
 * @param selectors pick the nodes of calls
 * @param observer told of calls
 * @param identities know on whose behalf calls are made
 * @param routes the traffic policies that hold unless something else is decided
 * @param services the services that the node can host
 * @param imports the contracts that are called here and hosted elsewhere, by service name
 * @param calls what is configured of the calls to services, by service name
 * @param classLoader loads the types of arguments and results
 */
public record NodeSpec(ClusterOptions cluster, RpcOptions rpc, StreamOptions streams, TransportSecurity security,
		Duration maxDrift, @Nullable Path ceilingFile, Duration drainTimeout, PlacementOptions placement,
		LocalCalls localCalls, Selectors selectors, CallObserver observer, CallerIdentities identities,
		RouteSettings routes, List<ServiceDefinition> services, Map<String, Class<?>> imports,
		Map<String, ServiceCalls> calls, ClassLoader classLoader) {

	public NodeSpec {
		services = List.copyOf(services);
		imports = Map.copyOf(imports);
		calls = Map.copyOf(calls);
	}

}
