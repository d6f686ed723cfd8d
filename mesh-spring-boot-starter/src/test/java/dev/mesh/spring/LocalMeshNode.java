package dev.mesh.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.control.LoopThread;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.placement.Placements;
import dev.mesh.placement.Plan;
import dev.mesh.placement.Situation;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Host.Mode;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.placement.spec.ServiceSpecText;
import dev.mesh.route.ReplicatedRoutes;
import dev.mesh.route.RouteOptions;
import dev.mesh.route.TrafficRoutes;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.rpc.stream.StreamCounts;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.template.MeshTemplate;
import dev.mesh.service.MeshExtension;
import dev.mesh.service.MeshExtensions;
import dev.mesh.service.MeshNode;
import dev.mesh.service.NodeSpec;
import dev.mesh.service.ServiceDefinition;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;

/**
 * A node that opens no port: services are made on a thread of their own and called
 * directly. Tests of what Spring does with a node run on it.
 */
public class LocalMeshNode implements MeshNode {

	public final NodeSpec spec;

	public final List<String> log = new ArrayList<>();

	public final WatchedValue<MembershipStatus> status = new WatchedValue<>(MembershipStatus.STOPPED);

	public final WatchedValue<View> views;

	public final WatchedValue<Plan> plans = new WatchedValue<>(Plan.NONE);

	public final WatchedValue<DirectorySnapshot> snapshots;

	public AdviceState advice = AdviceState.NONE;

	public StreamCounts streams = new StreamCounts(0, 0, 0, 0, 0);

	public CallReport calls = CallReport.NONE;

	public final AskedPlacements placements = new AskedPlacements();

	private final ReplicatedRoutes routes;

	public volatile PeerContracts contracts = PeerContracts.unknown();

	public CompletableFuture<Void> warmUp = CompletableFuture.completedFuture(null);

	private final Map<ServiceId, Object> live = new ConcurrentHashMap<>();

	private final Map<String, MeshExtension> added = new LinkedHashMap<>();

	private final HybridLogicalClock clock = new HybridLogicalClock(1);

	private final Node self;

	private Map<String, String> attributes = Map.of();

	public LocalMeshNode(NodeSpec spec) {
		this.spec = spec;
		this.self = node(1, spec.cluster());
		View empty = new View(0, 0, this.self.id(), List.of());
		this.views = new WatchedValue<>(empty);
		this.snapshots = new WatchedValue<>(new DirectorySnapshot(0, empty, Map.of()));
		this.routes = new ReplicatedRoutes(cluster(), new NoMessages(), directory(), this.clock,
				spec.routes().policies(), RouteOptions.DEFAULTS, new LoopThread("local-routes"));
	}

	public static Node node(long id, ClusterOptions options) {
		return new Node(new NodeId(id), 1, options.name(), options.zone(), options.region(), options.labels(),
				options.tags(), options.capacity(), options.role(), new HostPort("127.0.0.1", 7800),
				new HostPort("127.0.0.1", 7900), Map.of());
	}

	@Override
	public void start() {
		this.log.add("start");
		this.routes.start();
		this.status.set(MembershipStatus.MEMBER);
		join();
		this.spec.services().forEach(this::activate);
	}

	public void join(Node... others) {
		List<Node> members = new ArrayList<>(List.of(others));
		members.add(0, this.self);
		this.views.set(new View(this.views.get().number() + 1, 1, this.self.id(), members));
		publish();
	}

	@Override
	public void stop() {
		this.log.add("stop");
		this.routes.stop();
		this.spec.services().forEach((service) -> deactivate(service.id().name()));
		this.status.set(MembershipStatus.STOPPED);
	}

	public void activate(String service) {
		activate(definition(service));
	}

	private void activate(ServiceDefinition definition) {
		onOwnThread(() -> this.live.put(definition.id(), definition.source().create()));
		publish();
	}

	public void deactivate(String service) {
		ServiceDefinition definition = definition(service);
		Object bean = this.live.remove(definition.id());
		if (bean != null) {
			onOwnThread(() -> {
				definition.source().destroy(bean);
				return bean;
			});
			publish();
		}
	}

	public Object bean(String service) {
		Object bean = this.live.get(definition(service).id());
		if (bean == null) {
			throw new IllegalStateException(service + " is not live");
		}
		return bean;
	}

	@Override
	public void kill() {
		stop();
	}

	@Override
	public CompletionStage<Void> warmedUp() {
		return this.warmUp;
	}

	@Override
	public void announce(Map<String, String> announced) {
		this.log.add("announce " + announced.keySet().stream().sorted().toList());
		this.attributes = announced;
		publish();
	}

	@Override
	public CompletionStage<Void> withdraw() {
		this.log.add("withdraw");
		this.spec.services().forEach((service) -> deactivate(service.id().name()));
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public MeshTemplate template() {
		return NoCalls.template(cluster().self(), directory());
	}

	@Override
	public <T> T proxy(Class<T> contract) {
		return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] { contract },
				(proxy, method, arguments) -> {
					if (method.getDeclaringClass() == Object.class) {
						return method.invoke(this, arguments);
					}
					method.setAccessible(true);
					try {
						return method.invoke(anyLive(contract), arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				}));
	}

	private Object anyLive(Class<?> contract) {
		return this.live.values()
			.stream()
			.filter(contract::isInstance)
			.findFirst()
			.orElseThrow(() -> new NotExecutedException(NotExecutedException.Reason.NO_INSTANCE,
					"no instance of " + contract.getName()));
	}

	private ServiceDefinition definition(String service) {
		return this.spec.services()
			.stream()
			.filter((definition) -> definition.id().name().equals(service))
			.findFirst()
			.orElseThrow();
	}

	private void publish() {
		List<ServiceOffer> offers = this.spec.services()
			.stream()
			.map((service) -> new ServiceOffer(service.id(), service.contract().getName(),
					ServiceSpecText.write(service.spec())))
			.toList();
		List<Instance> instances = this.live.keySet()
			.stream()
			.map((id) -> new Instance(id, InstanceStatus.READY, ""))
			.toList();
		NodeEntry entry = new NodeEntry(this.self.id(), 1, 1, offers, instances, Load.NONE, this.attributes);
		this.snapshots.set(new DirectorySnapshot(this.snapshots.get().revision() + 1, this.views.get(),
				Map.of(this.self.id(), entry)));
	}

	private static void onOwnThread(Callable<Object> step) {
		FutureTask<Object> task = new FutureTask<>(step);
		Thread thread = new Thread(task, "test-activation");
		thread.start();
		try {
			task.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public MeshCluster cluster() {
		return new Cluster(this.self, this.status, this.views);
	}

	@Override
	public Directory directory() {
		return () -> this.snapshots;
	}

	@Override
	public MeshExtensions extensions() {
		return new Extensions(this.added);
	}

	@Override
	public HybridLogicalClock clock() {
		return this.clock;
	}

	@Override
	public Placements placements() {
		return this.placements;
	}

	@Override
	public CompletionStage<Situation> situation() {
		List<Host> hosts = this.views.get().members().stream().map((member) -> new Host(member, Mode.OPEN, 0)).toList();
		List<Wanted> services = this.spec.services()
			.stream()
			.map((service) -> new Wanted(service.spec(), Set.of(this.self.id())))
			.toList();
		Plan plan = this.plans.get();
		return CompletableFuture.completedStage(
				new Situation(new Problem(hosts, services, Traffic.NONE, plan.assignment(), Weights.DEFAULT, 0), plan));
	}

	@Override
	public Watched<Plan> plans() {
		return this.plans;
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
		return this.streams;
	}

	@Override
	public AdviceState advice() {
		return this.advice;
	}

	public Set<ServiceId> live() {
		return Set.copyOf(this.live.keySet());
	}

	private record Cluster(Node self, Watched<MembershipStatus> status, Watched<View> views) implements MeshCluster {

	}

	private static final class NoMessages implements Messaging {

		@Override
		public void send(NodeId to, Subject subject, byte[] payload) {
		}

		@Override
		public void broadcast(Subject subject, byte[] payload) {
		}

		@Override
		public void sendOnce(NodeId to, Subject subject, byte[] payload) {
		}

		@Override
		public void broadcastOnce(Subject subject, byte[] payload) {
		}

		@Override
		public void receive(Subject subject, Receiver receiver) {
		}

	}

	@Override
	public CallReport calls() {
		return this.calls;
	}

	private record Extensions(Map<String, MeshExtension> added) implements MeshExtensions {

		@Override
		public void add(String name, MeshExtension extension) {
			this.added.put(name, extension);
		}

		@Override
		public boolean remove(String name) {
			return this.added.remove(name) != null;
		}

		@Override
		public List<String> names() {
			return List.copyOf(this.added.keySet());
		}

	}

}
