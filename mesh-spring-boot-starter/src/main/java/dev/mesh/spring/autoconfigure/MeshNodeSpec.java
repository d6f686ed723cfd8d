package dev.mesh.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.security.TransportSecurity;
import dev.mesh.service.ServiceDefinition;
import org.jspecify.annotations.Nullable;

/**
 * All that a node is made of.
 *
 * @param cluster what the node says of itself and how it joins
 * @param rpc bounds and settings of the call path
 * @param security how peers prove themselves
 * @param maxDrift the largest lead of a peer's clock that is accepted
 * @param ceilingFile keeps the clock from going back over a restart
 * @param drainTimeout the longest to wait for a hand-over, and for calls in flight
 * @param localCallsByCopy whether calls within the node go through the codec
 * @param observer told of calls
 * @param services the services that the node can host
 * @param contracts all contracts that are called, those of the services included
 * @param classLoader loads the types of arguments and results
 */
public record MeshNodeSpec(ClusterOptions cluster, RpcOptions rpc, TransportSecurity security, Duration maxDrift,
		@Nullable Path ceilingFile, Duration drainTimeout, boolean localCallsByCopy, CallObserver observer,
		List<ServiceDefinition> services, Set<Class<?>> contracts, ClassLoader classLoader) {

	public MeshNodeSpec {
		services = List.copyOf(services);
		contracts = Set.copyOf(contracts);
	}

}
