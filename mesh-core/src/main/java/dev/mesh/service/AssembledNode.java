package dev.mesh.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.mesh.clock.ClockCeiling;
import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.jgroups.ClusterTransport;
import dev.mesh.cluster.jgroups.JGroupsCluster;
import dev.mesh.control.LoopThread;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectoryOptions;
import dev.mesh.directory.EntryContent;
import dev.mesh.directory.ReplicatedDirectory;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.placement.PlacementLoop;
import dev.mesh.placement.Placements;
import dev.mesh.placement.Plan;
import dev.mesh.placement.Situation;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.placement.traffic.NodeReport;
import dev.mesh.placement.spec.ServiceSpecText;
import dev.mesh.route.ReplicatedRoutes;
import dev.mesh.route.RouteOptions;
import dev.mesh.route.TrafficRoutes;
import dev.mesh.rpc.call.CallPlane;
import dev.mesh.rpc.fingerprint.ContractExchange;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.rpc.stream.StreamCounts;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.template.MeshTemplate;
import dev.mesh.rpc.traffic.CallTraffic;
import dev.mesh.rpc.wire.RequestHandler.InboundRequest;
import dev.mesh.rpc.wire.RpcEnvironment;
import dev.mesh.rpc.wire.RpcTransport;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.SelfCheck;
import dev.mesh.watch.Watched;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a node, put together. Each part is made once and can be started and
 * stopped any number of times, so that proxies, watchers and numbers outlive a restart;
 * only the {@link Hosting} of local instances is made anew. One lock orders starts and
 * stops.
 */
final class AssembledNode implements MeshNode {

	/** How far ahead the clock's ceiling is set, at the least. */
	private static final Duration LEAST_CLOCK_RESERVE = Duration.ofMillis(1);

	/** Many times what it takes on an idle machine. */
	private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(10);

	private final NodeSpec spec;

	private final RefusalLog refusals;

	private final KnownContracts known;

	private final HybridLogicalClock clock;

	private final JGroupsCluster cluster;

	private final ReplicatedDirectory directory;

	private final PlacementLoop placement;

	private final @Nullable NodeMeasures measures;

	private final ReplicatedRoutes routes;

	private final ContractExchange contracts;

	private final RpcTransport transport;

	private final CallPlane calls;

	private final MeshTemplate template;

	private final WarmUp warmUp;

	private final ExtensionRegistry extensions = new ExtensionRegistry(this);

	private @Nullable Hosting hosting;

	AssembledNode(NodeSpec spec, ClusterTransport membership, RefusalLog refusals) {
		this.spec = spec;
		this.refusals = refusals;
		this.known = KnownContracts.of(spec);
		NodeId id = new NodeId(new SecureRandom().nextLong());
		this.clock = new HybridLogicalClock(id.value(), InstantSource.system(), spec.maxDrift(), ceiling(spec));
		this.cluster = new JGroupsCluster(id, spec.cluster(), membership, this.clock::now);
		LoopThread control = new LoopThread("mesh-control");
		this.directory = new ReplicatedDirectory(this.cluster, this.cluster, this.clock, DirectoryOptions.DEFAULTS,
				control);
		CallTraffic traffic = spec.placement().optimize().measures() ? new CallTraffic(id, System::nanoTime) : null;
		this.measures = (traffic != null) ? new NodeMeasures(traffic, spec.services()) : null;
		this.placement = new PlacementLoop(this.cluster, this.cluster, this.directory, spec.placement(), this::report);
		this.routes = new ReplicatedRoutes(this.cluster, this.cluster, this.directory, this.clock,
				spec.routes().policies(), RouteOptions.DEFAULTS, control);
		this.placement.plans().watch((plan) -> this.routes.topology(plan.policy().topology().routes()));
		RpcEnvironment environment = new RpcEnvironment(spec.cluster().clusterName(), this.cluster::self,
				this.cluster.views(), spec.security(), this.known.codec(), this.clock::now, this.clock::observe,
				refusals::refused);
		this.transport = new RpcTransport(environment, spec.rpc(), this::dispatch);
		this.contracts = new ContractExchange(this.cluster, this.cluster, this.known.shapes(), control);
		this.calls = CallPlane.builder()
			.self(id)
			.codec(this.known.codec(), this.known.exceptions())
			.client(this.transport.client())
			.directory(this.directory)
			.options(spec.rpc())
			.streams(spec.streams())
			.localCalls(spec.localCalls())
			.selectors(spec.selectors())
			.observer(spec.observer())
			.traffic(traffic)
			.calls(spec.calls())
			.routes(this.routes.policies(), this.routes.measures())
			.baggage(spec.routes().baggage())
			.identities(spec.identities())
			.contracts(this.contracts)
			.build(this.known.contracts());
		this.template = new MeshTemplate(this.calls);
		this.warmUp = new WarmUp(this::load, WARM_UP_LIMIT);
	}

	private NodeReport report() {
		return (this.measures != null) ? this.measures.report() : NodeReport.NONE;
	}

	private List<ServiceDefinition> services() {
		return (this.measures != null) ? this.measures.definitions() : this.spec.services();
	}

	private static @Nullable ClockCeiling ceiling(NodeSpec spec) {
		Path file = spec.ceilingFile();
		try {
			return (file != null) ? ClockCeiling.open(file, clockReserve(spec)) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the clock's ceiling file '" + file + "' cannot be used: " + ex.getMessage(),
					ex);
		}
	}

	/**
	 * A restarted clock begins ahead by this much: more than the allowed drift, and the
	 * others would refuse what it stamps.
	 */
	private static Duration clockReserve(NodeSpec spec) {
		return (spec.maxDrift().compareTo(LEAST_CLOCK_RESERVE) > 0) ? spec.maxDrift() : LEAST_CLOCK_RESERVE;
	}

	private void dispatch(InboundRequest request) {
		this.calls.dispatcher().onRequest(request);
	}

	/** What a remote call needs before there is a peer. */
	private void load() {
		this.transport.warmUp();
		this.known.codec().warmUp();
		CallPlane.rehearse(this.known.codec(), this.known.exceptions());
	}

	@Override
	public synchronized void start() {
		if (this.hosting != null) {
			return;
		}
		this.warmUp.begin(); // while the node waits for others to answer
		try {
			join();
			this.hosting = new Hosting(this.spec, services(), this.cluster.self().id(), this.placement.plans(),
					this.directory, this.calls, this.warmUp.ended());
			this.extensions.start();
		}
		catch (RuntimeException ex) {
			close(Duration.ZERO);
			throw ex;
		}
	}

	private void join() {
		this.calls.start();
		HostPort address = this.transport.start();
		new SelfCheck(this.spec.security(), this.refusals)
			.requireRefusal(new InetSocketAddress(address.host(), address.port()), new byte[Long.BYTES]);
		this.directory.publish(this::initial);
		this.cluster.start(address, this.contracts.fingerprints());
		this.contracts.start();
		this.directory.start();
		this.routes.start();
		this.placement.start();
	}

	/** What was announced before a restart, such as the web address, still holds. */
	private EntryContent initial(EntryContent content) {
		return content.withInstances(List.of()).withOffers(offers()).withoutAttribute(PlacementLoop.DRAINING);
	}

	private List<ServiceOffer> offers() {
		if (this.spec.cluster().role() == Role.OBSERVER) {
			return List.of();
		}
		return this.spec.services()
			.stream()
			.map((service) -> new ServiceOffer(service.id(), service.contract().getName(),
					ServiceSpecText.write(service.spec())))
			.toList();
	}

	@Override
	public CompletionStage<Void> warmedUp() {
		return this.warmUp.ended();
	}

	@Override
	public void announce(Map<String, String> attributes) {
		this.directory.publish((content) -> {
			EntryContent changed = content;
			for (Map.Entry<String, String> attribute : attributes.entrySet()) {
				changed = attribute.getValue().isEmpty() ? changed.withoutAttribute(attribute.getKey())
						: changed.withAttribute(attribute.getKey(), attribute.getValue());
			}
			return changed;
		});
	}

	@Override
	public synchronized CompletionStage<Void> withdraw() {
		Hosting current = this.hosting;
		if (current == null) {
			return CompletableFuture.completedStage(null);
		}
		announce(Map.of(PlacementLoop.DRAINING, "true"));
		return isAlone() ? CompletableFuture.completedStage(null) : current.withdraw();
	}

	private boolean isAlone() {
		return this.cluster.view().members().size() <= 1;
	}

	@Override
	public void stop() {
		// Outside the lock: what is destroyed may well ask something of this node.
		CompletableFuture<Void> emptied = empty().toCompletableFuture();
		emptied.completeOnTimeout(null, 2 * this.spec.drainTimeout().toMillis() + 1000, TimeUnit.MILLISECONDS).join();
		end(this.spec.drainTimeout());
	}

	private synchronized CompletionStage<Void> empty() {
		CompletionStage<Void> withdrawn = withdraw();
		return (this.hosting != null) ? this.hosting.withdraw() : withdrawn;
	}

	private synchronized void end(Duration grace) {
		if (this.hosting != null) {
			this.extensions.stop();
			close(grace);
		}
	}

	/** While still a member, so that replies under way reach their callers. */
	private void close(Duration grace) {
		if (this.hosting != null) {
			this.hosting.close();
			this.hosting = null;
		}
		this.transport.stop(grace);
		this.calls.stop();
		this.placement.stop();
		this.routes.stop();
		this.contracts.stop();
		this.directory.stop();
		this.cluster.stop();
	}

	@Override
	public synchronized void kill() {
		this.cluster.kill();
		close(Duration.ZERO);
	}

	@Override
	public HybridLogicalClock clock() {
		return this.clock;
	}

	@Override
	public MeshExtensions extensions() {
		return this.extensions;
	}

	@Override
	public MeshCluster cluster() {
		return this.cluster;
	}

	@Override
	public Directory directory() {
		return this.directory;
	}

	@Override
	public Watched<Plan> plans() {
		return this.placement.plans();
	}

	@Override
	public Placements placements() {
		return this.placement.placements();
	}

	@Override
	public CompletionStage<Situation> situation() {
		return this.placement.situation();
	}

	@Override
	public AdviceState advice() {
		return this.placement.advice();
	}

	@Override
	public PeerContracts contracts() {
		return this.contracts;
	}

	@Override
	public TrafficRoutes routes() {
		return this.routes;
	}

	@Override
	public StreamCounts streams() {
		return this.calls.streams().counts();
	}

	@Override
	public <T> T proxy(Class<T> contract) {
		return this.calls.stub(contract);
	}

	@Override
	public CallReport calls() {
		return this.calls.report();
	}

	@Override
	public MeshTemplate template() {
		return this.template;
	}

}
