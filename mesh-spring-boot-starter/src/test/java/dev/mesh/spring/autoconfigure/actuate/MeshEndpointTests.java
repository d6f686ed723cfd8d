package dev.mesh.spring.autoconfigure.actuate;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.PlacementLoop;
import dev.mesh.placement.Plan;
import dev.mesh.placement.Policy;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host.Mode;
import dev.mesh.placement.topology.Topology;
import dev.mesh.rpc.codec.ShapeWalk;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.fingerprint.Agreement;
import dev.mesh.rpc.fingerprint.ContractShape;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.MemberStatus;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class MeshEndpointTests {

	private final ApplicationContextRunner runner = MeshContexts.runner()
		.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class, MeshEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=mesh");

	@Test
	void endpointIsThereWhenExposed() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(MeshEndpoint.class));
	}

	@Test
	void endpointIsNotThereWithoutAccess() {
		this.runner.withPropertyValues("management.endpoint.mesh.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(MeshEndpoint.class));
	}

	@Test
	void endpointIsNotThereWithoutANode() {
		this.runner.withPropertyValues("mesh.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeshEndpoint.class));
	}

	@Test
	void showsNodeViewMembersServicesAndPlan() {
		this.runner.withBean(Warehouse.class).run((context) -> {
			LocalMeshNode node = node(context);
			ServiceId missing = new ServiceId("pricing", "1");
			node.plans.set(Plan.settled(4, stockOn(node), List.of(new Plan.Pending(missing, 2, "no node offers it"))));
			MeshDescriptor mesh = context.getBean(MeshEndpoint.class).mesh();
			assertThat(mesh.node().name()).isEqualTo("a");
			assertThat(mesh.view().coordinator()).isEqualTo("a");
			assertThat(mesh.members()).singleElement()
				.satisfies((member) -> assertThat(member.status()).isEqualTo(MemberStatus.UP));
			assertThat(mesh.services()).singleElement().satisfies((service) -> {
				assertThat(service.name()).isEqualTo("stock");
				assertThat(service.replicas()).isEqualTo("all");
				assertThat(service.instances()).singleElement()
					.hasToString("InstanceDescriptor[node=a, status=READY, detail=]");
			});
			assertThat(mesh.plan().epoch()).isEqualTo(4);
			assertThat(mesh.plan().pending()).singleElement()
				.satisfies((pending) -> assertThat(pending.missing()).isEqualTo(2));
		});
	}

	@Test
	void showsParts() {
		this.runner.withBean(Warehouse.class).run((context) -> {
			LocalMeshNode node = node(context);
			node.plans.set(Plan.settled(1, stockOn(node), List.of()));
			MeshEndpoint endpoint = context.getBean(MeshEndpoint.class);
			assertThat(endpoint.part("nodes")).isNotNull();
			assertThat(endpoint.part("services")).isNotNull();
			assertThat(endpoint.part("placement")).isInstanceOfSatisfying(PlacementDescriptor.class,
					(placement) -> assertThat(placement.assignments().get(0).nodes()).containsExactly("a"));
			assertThat(endpoint.part("secrets")).isNull();
		});
	}

	@Test
	void placementShowsWhereMovesLeadAndWhatOperatorsDecided() {
		this.runner.withBean(Warehouse.class).run((context) -> {
			LocalMeshNode node = node(context);
			ServiceId stock = new ServiceId("stock", "1");
			Assignment goal = new Assignment(Map.of(stock, Map.of(node.cluster().self().id(), 2)));
			Policy policy = new Policy(Topology.parse("services: {stock: {replicas: 1..3}}"),
					Map.of("b", Mode.CORDONED), Map.of(stock, new Policy.Scale(2, 0, 0)));
			node.plans.set(new Plan(9, stockOn(node), goal, List.of(), policy, 1));
			PlacementDescriptor placement = (PlacementDescriptor) context.getBean(MeshEndpoint.class).part("placement");
			assertThat(placement).isNotNull();
			assertThat(placement.assignments()).singleElement()
				.satisfies((assignment) -> assertThat(assignment.nodes()).containsExactly("a"));
			assertThat(placement.goal()).singleElement()
				.satisfies((assignment) -> assertThat(assignment.nodes()).containsExactly("a", "a"));
			assertThat(placement.policy().topology()).isEqualTo("{services: {stock: {replicas: 1..3}}}");
			assertThat(placement.policy().nodes()).containsEntry("b", Mode.CORDONED);
			assertThat(placement.policy().scales()).singleElement()
				.satisfies((scale) -> assertThat(scale.target()).isEqualTo(2));
		});
	}

	@Test
	void memberThatHandsOverIsDraining() {
		this.runner.run((context) -> {
			node(context).announce(Map.of(PlacementLoop.DRAINING, "true"));
			assertThat(context.getBean(MeshEndpoint.class).mesh().members().get(0).status())
				.isEqualTo(MemberStatus.DRAINING);
		});
	}

	@Test
	void servicesShowHowTheContractsOfOtherNodesFit() {
		this.runner.withBean(Warehouse.class).run((context) -> {
			LocalMeshNode node = node(context);
			node.contracts = new Contracts(
					Map.of("b", agreement(Counted.class, Stock.class), "c", Agreement.PENDING, "d", Agreement.SAME));
			node.join(peer(2, "b"), peer(3, "c"), peer(4, "d"));
			MeshDescriptor mesh = context.getBean(MeshEndpoint.class).mesh();
			assertThat(mesh.services()).singleElement()
				.satisfies(
						(service) -> assertThat(service.contracts()).extracting(Object::toString)
							.containsExactly("ContractDescriptor[node=b, fit=INCOMPATIBLE, methods=["
									+ "MethodDescriptor[method=count()int, caller=a, callee=b, verdict=INCOMPATIBLE, "
									+ "difference=the method is not known on b], "
									+ "MethodDescriptor[method=size()int, caller=b, callee=a, verdict=INCOMPATIBLE, "
									+ "difference=the method is not known here]]]",
									"ContractDescriptor[node=c, fit=PENDING, methods=[]]",
									"ContractDescriptor[node=d, fit=SAME, methods=[]]"));
		});
	}

	private static Agreement agreement(Class<?> own, Class<?> peers) {
		Contract contract = contract(own);
		return Agreement.of(contract, ContractShape.of(contract, new ShapeWalk()),
				ContractShape.of(contract(peers), new ShapeWalk()));
	}

	private static Contract contract(Class<?> type) {
		return Contract.of(type, "stock", (Type any) -> {
		});
	}

	private static Node peer(long id, String name) {
		return new Node(new NodeId(id), 1, name, "z", "r", Map.of(), Set.of(), 1, Role.MEMBER,
				new HostPort("127.0.0.1", 1), new HostPort("127.0.0.1", 2), Map.of("stock", id));
	}

	private static Assignment stockOn(LocalMeshNode node) {
		return new Assignment(Map.of(new ServiceId("stock", "1"), Map.of(node.cluster().self().id(), 1)));
	}

	private static LocalMeshNode node(ApplicationContext context) {
		return (LocalMeshNode) context.getBean(MeshNode.class);
	}

	interface Stock {

		default int size() {
			return 0;
		}

	}

	interface Counted {

		int count();

	}

	private record Contracts(Map<String, Agreement> byNode, Watched<Long> revisions) implements PeerContracts {

		Contracts(Map<String, Agreement> byNode) {
			this(byNode, new WatchedValue<>(0L));
		}

		@Override
		public Agreement with(Node node, String service) {
			return this.byNode.getOrDefault(node.name(), Agreement.UNKNOWN);
		}

	}

	@MeshService
	static class Warehouse implements Stock {

	}

}
