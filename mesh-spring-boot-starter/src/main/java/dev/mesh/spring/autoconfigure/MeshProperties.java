package dev.mesh.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.Role;
import dev.mesh.placement.advice.OptimizeMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of this node.
 *
 * @param enabled Whether this application is a node. Otherwise it is a plain monolith
 * whose services are singletons: no port is opened and no thread started.
 * @param clusterName Cluster to join; nodes of other clusters are strangers. Defaults to
 * the application name, or 'mesh' without one.
 * @param token Secret of at least 16 characters that all nodes share. It proves that a
 * node may join and call, by mutual TLS on both ports.
 * @param peers Cluster addresses of some other nodes, as host:port. They need not be up,
 * and the own address may be among them. None on the first node.
 * @param bindAddress Address to listen on, and to be called at. Off loopback, a token or
 * an SSL bundle is required.
 * @param clusterPort Port for membership, 0 for any free one. Defaults to 7800; on
 * loopback to any free one where 7800 is taken.
 * @param rpcPort Port for calls, 0 for any free one. Announced through membership.
 * @param failureTimeout Time without a sign of life after which a node is given up.
 * @param node What this node says of itself.
 * @param clock Hybrid logical clock.
 * @param discovery How the first members are found.
 * @param ssl Own key and trust material, in place of a token.
 * @param rpc Calls between nodes.
 * @param shutdown Departure of this node.
 * @param placement Decisions on what runs where. To be the same on all nodes.
 * @param baggage Words that travel with requests.
 * @param authentication Who calls are made for.
 * @param observations How calls are followed by meters and traces.
 * @param services Services by name, overriding what their annotations say.
 */
@ConfigurationProperties("mesh")
public record MeshProperties(@DefaultValue("true") boolean enabled, @Nullable String clusterName,
		@Nullable String token, @DefaultValue List<String> peers, @DefaultValue("127.0.0.1") String bindAddress,
		@Nullable Integer clusterPort, @DefaultValue("0") int rpcPort, @DefaultValue("2s") Duration failureTimeout,
		@DefaultValue Node node, @DefaultValue Clock clock, @DefaultValue Discovery discovery, @DefaultValue Ssl ssl,
		@DefaultValue Rpc rpc, @DefaultValue Shutdown shutdown, @DefaultValue Placement placement,
		@DefaultValue Baggage baggage, @DefaultValue Authentication authentication,
		@DefaultValue Observations observations, @DefaultValue Map<String, Service> services) {

	/**
	 * Decisions on what runs where.
	 *
	 * @param maxMoves Most running instances that are on the move at once.
	 * @param requestTimeout Time the coordinator has to answer an operator's request.
	 * @param firstBackOff Time for which a node that failed to start a service is not
	 * asked again; doubles with each failure in a row.
	 * @param longestBackOff Time at which the doubling ends.
	 * @param weights What counts how much.
	 * @param scaling When services with a range of replicas get more or fewer instances.
	 * @param optimize Whether services that call each other a lot are brought together,
	 * or that is only proposed, or calls are not even measured.
	 * @param optimizeInterval Time between two looks for a better placement.
	 * @param optimizeMoves Most instances moved or started in a minute to save calls, on
	 * average.
	 * @param optimizeInstanceCost Calls per second over one unit of distance that one
	 * more instance of an elastic service has to save.
	 * @param reportInterval Time between two reports of a node on the calls it made.
	 */
	public record Placement(@DefaultValue("4") int maxMoves, @DefaultValue("10s") Duration requestTimeout,
			@DefaultValue("5s") Duration firstBackOff, @DefaultValue("5m") Duration longestBackOff,
			@DefaultValue PlacementWeights weights, @DefaultValue Scaling scaling,
			@DefaultValue("advise") OptimizeMode optimize, @DefaultValue("15s") Duration optimizeInterval,
			@DefaultValue("10") int optimizeMoves, @DefaultValue("10") double optimizeInstanceCost,
			@DefaultValue("5s") Duration reportInterval) {

	}

	/**
	 * What counts how much where nothing binding decides.
	 *
	 * @param bias Weight of a wish not fulfilled, times the wish's own weight.
	 * @param zones Weight of an instance in a zone beyond an even share.
	 * @param load Weight of uneven load over the nodes.
	 * @param traffic Weight of a call per second over one unit of distance.
	 * @param moving Weight of taking an instance from where it runs.
	 */
	public record PlacementWeights(@DefaultValue("20") double bias, @DefaultValue("10") double zones,
			@DefaultValue("40") double load, @DefaultValue("1") double traffic, @DefaultValue("5") double moving) {

	}

	/**
	 * When services with a range of replicas get more or fewer instances.
	 *
	 * @param inFlight Calls in flight that one instance is to have.
	 * @param cpu Share of its node's processors that one instance is to take, 0 to 1.
	 * @param window Time over which the measured load is averaged.
	 * @param upAfter Least time between a change and one to more instances.
	 * @param downAfter Least time between a change and one to fewer instances.
	 */
	public record Scaling(@DefaultValue("8") double inFlight, @DefaultValue("0.7") double cpu,
			@DefaultValue("10s") Duration window, @DefaultValue("15s") Duration upAfter,
			@DefaultValue("1m") Duration downAfter) {

	}

	/**
	 * What this node says of itself.
	 *
	 * @param name Name of the node, unique among live nodes. Defaults to the application
	 * name and four random characters.
	 * @param zone Failure domain within the region.
	 * @param region Region.
	 * @param labels Free key-value pairs that placement rules can ask for.
	 * @param tags Free words.
	 * @param capacity Abstract units of work that the node can carry. Defaults to the
	 * number of processors.
	 * @param role What the node is there for.
	 */
	public record Node(@Nullable String name, @DefaultValue("default") String zone,
			@DefaultValue("default") String region, @DefaultValue Map<String, String> labels,
			@DefaultValue Set<String> tags, @Nullable Double capacity, @DefaultValue("member") Role role) {

	}

	/**
	 * Hybrid logical clock.
	 *
	 * @param maxDrift Largest lead of a peer's clock that is accepted.
	 * @param ceilingFile File that keeps the clock from going back over a restart. None
	 * by default.
	 */
	public record Clock(@DefaultValue("500ms") Duration maxDrift, @Nullable Path ceilingFile) {

	}

	/**
	 * How the first members are found.
	 *
	 * @param type Way in which the first members are found. The settings of the other
	 * ways are not read.
	 * @param multicast Discovery by a multicast group.
	 * @param dns Discovery by the addresses of a DNS name.
	 * @param kubernetes Discovery by the pods that the Kubernetes API lists.
	 * @param jdbc Discovery by a database table.
	 * @param file Discovery by a folder that all nodes share.
	 */
	public record Discovery(@DefaultValue("static") String type, @DefaultValue Multicast multicast,
			@DefaultValue Dns dns, @DefaultValue Kubernetes kubernetes, @DefaultValue Jdbc jdbc,
			@DefaultValue SharedFile file) {

		/**
		 * Discovery by a multicast group.
		 *
		 * @param group Address of the group.
		 * @param port Port of the group.
		 */
		public record Multicast(@DefaultValue("228.8.8.8") String group, @DefaultValue("7500") int port) {

		}

		/**
		 * Discovery by the addresses of a DNS name.
		 *
		 * @param name Name that resolves to the addresses of all nodes.
		 * @param port Cluster port of all nodes.
		 */
		public record Dns(@Nullable String name, @DefaultValue("7800") int port) {

		}

		/**
		 * Discovery by the pods that the Kubernetes API lists.
		 *
		 * @param namespace Namespace of the pods.
		 * @param labels Label selector of the pods, as in 'app=shop'.
		 * @param port Cluster port of all pods.
		 */
		public record Kubernetes(@DefaultValue("default") String namespace, @Nullable String labels,
				@DefaultValue("7800") int port) {

		}

		/**
		 * Discovery by a database table.
		 *
		 * @param dataSource Name of the DataSource bean. Not needed where there is one.
		 */
		public record Jdbc(@Nullable String dataSource) {

		}

		/**
		 * Discovery by a folder that all nodes share.
		 *
		 * @param folder Folder. It must exist, be writable and not be open to everybody.
		 */
		public record SharedFile(@Nullable Path folder) {

		}

	}

	/**
	 * Own key and trust material, in place of a token.
	 *
	 * @param bundle Name of the SSL bundle that holds this node's key and the authority
	 * of all nodes.
	 */
	public record Ssl(@Nullable String bundle) {

	}

	/**
	 * Calls between nodes.
	 *
	 * @param timeout Deadline of calls whose method sets none.
	 * @param maxFrameSize Largest request or reply sent or accepted.
	 * @param maxInFlight Most requests awaiting a reply on one connection.
	 * @param maxConnections Most connections accepted.
	 * @param handshakeTimeout Time a new connection has to prove itself.
	 * @param eventLoops Event-loop threads, 0 for one per two processors and at least
	 * one.
	 * @param workers Most threads that serve calls. Not used with virtual threads.
	 * @param queue Most calls waiting for a worker.
	 * @param localCalls Whether a call within the node passes references or copies made
	 * by the codec. Copies show whether a service would survive being moved.
	 * @param streams Streams between nodes.
	 */
	public record Rpc(@DefaultValue("5s") Duration timeout, @DefaultValue("8MB") DataSize maxFrameSize,
			@DefaultValue("8192") int maxInFlight, @DefaultValue("1024") int maxConnections,
			@DefaultValue("5s") Duration handshakeTimeout, @DefaultValue("0") int eventLoops,
			@DefaultValue("64") int workers, @DefaultValue("1024") int queue,
			@DefaultValue("by-reference") LocalCalls localCalls, @DefaultValue Streams streams) {

	}

	/**
	 * Streams between nodes.
	 *
	 * @param windowItems Most items of one stream that are on their way to its reader or
	 * wait for it.
	 * @param windowSize Most memory that those items take, in excess of one that is
	 * larger. The publishing side gathers no more than that either.
	 * @param maxOpen Most streams that are read at once on this node, and most that it
	 * serves.
	 * @param threads Most threads that hand items to readers and ask publishers for them.
	 */
	public record Streams(@DefaultValue("256") int windowItems, @DefaultValue("256KB") DataSize windowSize,
			@DefaultValue("1024") int maxOpen, @DefaultValue("64") int threads) {

	}

	/**
	 * How arguments and results pass within one node.
	 */
	public enum LocalCalls {

		/**
		 * As they are.
		 */
		BY_REFERENCE,

		/**
		 * Through the codec, as if the callee were elsewhere.
		 */
		BY_COPY

	}

	/**
	 * Departure of this node.
	 *
	 * @param drainTimeout Longest time for services to be taken over elsewhere, and for
	 * their calls in flight to end. Keep it below
	 * 'spring.lifecycle.timeout-per-shutdown-phase'.
	 */
	public record Shutdown(@DefaultValue("10s") Duration drainTimeout) {

	}

	/**
	 * Words that travel with requests.
	 *
	 * @param allow Names of the baggage that may leave and enter this node. To be the
	 * same on all nodes.
	 * @param mdc Names of the baggage that is in the MDC while a call that brought it is
	 * served. Each must be allowed too.
	 */
	public record Baggage(@DefaultValue Set<String> allow, @DefaultValue Set<String> mdc) {

	}

	/**
	 * How calls are followed by meters and traces.
	 *
	 * @param remoteCalls Whether each call between nodes is a Micrometer observation, or
	 * only timed by the same names.
	 */
	public record Observations(@DefaultValue("auto") RemoteCalls remoteCalls) {

		/**
		 * How a call between nodes is followed.
		 */
		public enum RemoteCalls {

			/**
			 * By an observation where others than Spring Boot's meters would hear of it.
			 */
			AUTO,

			/**
			 * By an observation.
			 */
			OBSERVE,

			/**
			 * By a timer.
			 */
			TIME

		}

	}

	/**
	 * Who calls are made for.
	 *
	 * @param propagate Whether calls of this node say who is authenticated, and calls of
	 * others are believed to. Needs Spring Security and the token. To be the same on all
	 * nodes.
	 * @param lifetime Time for which what is said is believed; clocks may be apart by as
	 * much.
	 */
	public record Authentication(@DefaultValue("false") boolean propagate, @DefaultValue("1m") Duration lifetime) {

	}

	/**
	 * Traffic policy of one service, unless something else is decided at run time.
	 *
	 * @param weights How many of a hundred calls go to which version.
	 * @param split What decides on which side a call falls: random, key or header:name.
	 * @param matches Which requests are sent to a version whatever the weights.
	 * @param pin Whether a request that was once sent to a version stays on it
	 * downstream.
	 * @param measure Whether calls are counted even where they all go one way.
	 * @param mirror What is repeated on another version.
	 */
	public record Route(@DefaultValue Map<String, Integer> weights, @Nullable String split,
			@DefaultValue List<RouteMatch> matches, @DefaultValue("false") boolean pin,
			@DefaultValue("false") boolean measure, @Nullable RouteMirror mirror) {

	}

	/**
	 * Requests that are sent to a version whatever the weights.
	 *
	 * @param header Name of the baggage.
	 * @param value Value it must have. Any by default.
	 * @param version Version that is called.
	 */
	public record RouteMatch(String header, @DefaultValue("*") String value, String version) {

	}

	/**
	 * What is repeated on another version.
	 *
	 * @param version Version that calls are repeated on.
	 * @param share How many of a hundred calls are repeated.
	 * @param verify Whether the responses of both are compared.
	 * @param ignore Fields in which responses may differ.
	 */
	public record RouteMirror(String version, @DefaultValue("100") int share, @DefaultValue("false") boolean verify,
			@DefaultValue List<String> ignore) {

	}

	/**
	 * One service.
	 *
	 * @param enabled Whether this node can host the service. It can call it in any case.
	 * @param version Version of the service, where the application holds one version of
	 * it.
	 * @param replicas How many instances are wanted: 'all', a number from 1, or a range
	 * such as '2..5' within which the load decides.
	 * @param tags Tags by which the biases of other services know this one.
	 * @param biases Wishes about the tags of others: always, prefer, neutral, avoid or
	 * never by tag. A weight is given as in '{db: {prefer: 3}}'.
	 * @param where Condition on the nodes that may host it, as in 'disk = ssd && zone !=
	 * eu-west-1c'.
	 * @param demand Room that one instance takes of a node's capacity.
	 * @param maxPerNode Most instances on one node, or 'unlimited'.
	 * @param maxPerZone Most instances in one zone, or 'unlimited'.
	 * @param spread Over what the instances are spread: zones or none.
	 * @param priority Who is kept when room runs out: the greater goes first.
	 * @param route Traffic policy, unless something else is decided at run time.
	 * @param selector What picks the instance of a call: locality, least-loaded,
	 * round-robin, weighted, consistent-hash, sticky, random or the name of a
	 * NodeSelector bean.
	 * @param calls How it is called, here, and how much of it a node takes on.
	 */
	public record Service(@DefaultValue("true") boolean enabled, @Nullable String version, @Nullable String replicas,
			@Nullable List<String> tags, @DefaultValue Map<String, String> biases, @Nullable String where,
			@Nullable String demand, @Nullable String maxPerNode, @Nullable String maxPerZone, @Nullable String spread,
			@Nullable String priority, @Nullable Route route, @Nullable String selector,
			@DefaultValue CallsProperties calls) {

	}

}
