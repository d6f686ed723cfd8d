package dev.mesh.spring.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Admission;
import dev.mesh.placement.Conflict;
import dev.mesh.placement.PlacementRequestException;
import dev.mesh.placement.PlacementRequestException.Reason;
import dev.mesh.placement.Plan;
import dev.mesh.placement.advice.Advice;
import dev.mesh.placement.advice.AdviceEvent;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.placement.advice.Move;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

class MeshEndpointHttpTests {

	private static final ServiceId STOCK = new ServiceId("stock", "1");

	private final WebApplicationContextRunner runner = MeshContexts.webRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
				JacksonEndpointAutoConfiguration.class, ServletManagementContextAutoConfiguration.class,
				ManagementContextAutoConfiguration.class, MeshEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=mesh",
				"management.endpoint.mesh.access=UNRESTRICTED");

	@Test
	void nothingCanBeWrittenUnlessAccessIsUnrestricted() {
		this.runner.withPropertyValues("management.endpoint.mesh.access=READ_ONLY").run((context) -> {
			MockMvcTester http = MockMvcTester.from(context);
			assertThat(http.get().uri("/actuator/mesh/nodes")).hasStatusOk();
			assertThat(post(http, "/actuator/mesh/topology", "{\"topology\": \"services: {}\"}")).hasStatus(405);
			assertThat(post(http, "/actuator/mesh/nodes/a", "{\"action\": \"drain\"}")).hasStatus(405);
			assertThat(((LocalMeshNode) context.getBean(MeshNode.class)).placements.asked).isEmpty();
		});
	}

	@Test
	void anAcceptedTopologyIsAnsweredWithWhatChanges() {
		with((http, node) -> {
			node.placements.answer = CompletableFuture
				.completedStage(new Admission(7, List.of(new Admission.Place(STOCK, "a")),
						List.of(new Admission.Place(STOCK, "b")), List.of(new Admission.Move(STOCK, "b", "c")),
						List.of(new Plan.Pending(STOCK, 1, "no node has room")), 12.5, 8));
			assertThat(post(http, "/actuator/mesh/topology", "{\"topology\": \"services: {}\"}")).hasStatusOk()
				.bodyJson()
				.isStrictlyEqualTo("""
						{"epoch": 7,
						 "diff": {"start": [{"service": "stock", "version": "1", "node": "a"}],
						          "stop": [{"service": "stock", "version": "1", "node": "b"}],
						          "move": [{"service": "stock", "version": "1", "from": "b", "to": "c"}],
						          "pending": [{"service": "stock", "version": "1", "missing": 1,
						                       "reason": "no node has room"}]},
						 "cost": {"before": 12.5, "after": 8.0}}""");
			assertThat(node.placements.asked).containsExactly("submit services: {} false");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "\"true\"" })
	void aDryRunIsPassedOn(String dryRun) {
		with((http, node) -> {
			node.placements.answer = CompletableFuture
				.completedStage(new Admission(7, List.of(), List.of(), List.of(), List.of(), 0, 0));
			assertThat(post(http, "/actuator/mesh/topology",
					"{\"topology\": \"services: {}\", \"dryRun\": " + dryRun + "}"))
				.hasStatusOk();
			assertThat(node.placements.asked).containsExactly("submit services: {} true");
		});
	}

	@Test
	void aRefusedTopologyIsAnsweredWithItsConflicts() {
		with((http, node) -> {
			node.placements.answer = CompletableFuture.failedStage(new PlacementRequestException(Reason.CONFLICT,
					"The topology is refused.", List.of(new Conflict(List.of(STOCK), Rule.MAX_PER_NODE,
							Map.of("b", "has its most", "a", "has its most"), "stock cannot be placed"))));
			assertThat(post(http, "/actuator/mesh/topology", "{\"topology\": \"services: {}\"}")).hasStatus(422)
				.bodyJson()
				.isLenientlyEqualTo("""
						{"status": 422, "detail": "The topology is refused.", "retryable": false,
						 "conflicts": [{"services": ["stock"], "rule": "MAX_PER_NODE",
						                "nodes": [{"node": "a", "reason": "has its most"},
						                          {"node": "b", "reason": "has its most"}],
						                "reason": "stock cannot be placed"}]}""");
		});
	}

	@ParameterizedTest
	@CsvSource({ "MALFORMED,400,false", "TOO_LONG,400,false", "UNKNOWN_NODE,404,false", "NOT_READY,503,true",
			"COORDINATOR_CHANGED,503,true", "TIMEOUT,503,true" })
	void aFailureHasTheStatusOfItsReason(Reason reason, int status, boolean retryable) {
		with((http, node) -> {
			node.placements.answer = CompletableFuture
				.failedStage(new PlacementRequestException(reason, "What happened. What to do."));
			MvcTestResult result = post(http, "/actuator/mesh/nodes/b", "{\"action\": \"cordon\"}");
			assertThat(result).hasStatus(status).hasContentType("application/problem+json");
			assertThat(result).bodyJson().extractingPath("$.detail").isEqualTo("What happened. What to do.");
			assertThat(result).bodyJson().extractingPath("$.retryable").isEqualTo(retryable);
			assertThat(result).bodyJson().doesNotHavePath("$.conflicts[0]");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "cordon", "drain", "uncordon" })
	void nodesAreActedUponByName(String action) {
		with((http, node) -> {
			node.placements.answer = CompletableFuture
				.completedStage(new Admission(3, List.of(), List.of(), List.of(), List.of(), 1, 1));
			assertThat(post(http, "/actuator/mesh/nodes/b", "{\"action\": \"" + action + "\"}")).hasStatusOk()
				.bodyJson()
				.extractingPath("$.epoch")
				.isEqualTo(3);
			assertThat(node.placements.asked).containsExactly(action + " b");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			topology | {}                                         | 'topology' is missing
			topology | {"topology": "services: {}", "dryrun": true} | [dryrun] are not known
			topology | {"topology": "services: {}", "dryRun": 1}  | 'dryRun' is '1'. Use true or false
			nodes/b  | {}                                         | 'action' is missing
			nodes/b  | {"action": "explode"}                      | 'action' is 'explode'. Use cordon, drain or uncordon
			""")
	void whatIsNotUnderstoodIsABadRequestInOneSentence(String path, String body, String sentence) {
		with((http, node) -> {
			MvcTestResult result = post(http, "/actuator/mesh/" + path, body);
			assertThat(result).hasStatus(400).hasContentType("application/problem+json");
			assertThat(result).bodyJson().extractingPath("$.detail").asString().contains(sentence);
			assertThat(node.placements.asked).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"topology\": ", "[]", "{\"topology\": {\"services\": {}}}", "nonsense" })
	void whatIsNoJsonObjectOfTextsIsABadRequest(String body) {
		with((http, node) -> {
			assertThat(post(http, "/actuator/mesh/topology", body)).hasStatus(400);
			assertThat(node.placements.asked).isEmpty();
		});
	}

	@ParameterizedTest
	@CsvSource({ "topologies", "nodes", "services/stock" })
	void nothingIsWrittenToOtherPaths(String path) {
		with((http, node) -> assertThat(post(http, "/actuator/mesh/" + path, "{}")).hasStatus(404));
	}

	@Test
	void unknownPartsAndServicesAreNotFound() {
		with((http, node) -> {
			assertThat(http.get().uri("/actuator/mesh/secrets")).hasStatus(404);
			assertThat(http.get().uri("/actuator/mesh/nodes/a")).hasStatus(404);
			assertThat(http.get().uri("/actuator/mesh/placement/nobody")).hasStatus(404)
				.bodyJson()
				.extractingPath("$.detail")
				.asString()
				.contains("nobody");
		});
	}

	@Test
	void aServiceIsExplainedNodeByNode() {
		with((http, node) -> {
			node.plans.set(Plan.settled(5, stockOn(node), List.of()));
			for (String name : List.of("stock", "stock@1")) {
				MvcTestResult result = http.get().uri("/actuator/mesh/placement/" + name).exchange();
				assertThat(result).hasStatusOk().bodyJson().isLenientlyEqualTo("""
						{"service": "stock", "version": "1", "epoch": 5, "placed": 1, "remedies": [],
						 "nodes": [{"node": "a", "verdict": "PLACED", "count": 1}]}""");
				assertThat(result).bodyJson()
					.extractingPath("$.nodes[0].cost")
					.asMap()
					.containsKeys("total", "bias", "load");
			}
		});
	}

	@Test
	void aServiceWithoutAPlaceIsExplainedWithWhatRulesEachNodeOut() {
		with((http, node) -> {
			node.join(LocalMeshNode.node(2, node.spec.cluster()));
			assertThat(http.get().uri("/actuator/mesh/placement/stock")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo(
						"""
								{"placed": 0, "nodes": [{"verdict": "POSSIBLE"}, {"verdict": "RULED_OUT", "rule": "NOT_OFFERED"}]}""");
		});
	}

	@Test
	void lossesAreReported() {
		with((http, node) -> {
			node.join(LocalMeshNode.node(2, node.spec.cluster()));
			node.plans.set(Plan.settled(5, stockOn(node), List.of()));
			assertThat(http.get().uri("/actuator/mesh/losses")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo(
						"""
								{"epoch": 5,
								 "losses": [{"kind": "NODE", "harmful": true, "pending": [{"service": "stock", "left": 0, "due": 1}]},
								            {"kind": "NODE", "harmful": false, "pending": []}]}""");
		});
	}

	@Test
	void adviceIsShownWhereItIsKnown() {
		with((http, node) -> {
			NodeId self = node.cluster().self().id();
			NodeId gone = new NodeId(9);
			List<Move> moves = List.of(new Move(STOCK, self, gone), new Move(STOCK, null, self));
			Advice.Reason reason = new Advice.Reason(null, STOCK, 20, 1, 0);
			node.advice = new AdviceState(
					new Traffic(List.of(new Traffic.Between(STOCK, STOCK, 5, 100)),
							List.of(new Traffic.Entering(self, STOCK, 20, 0))),
					25, 1.5, new Advice(moves, Assignment.NONE, 20, 15, List.of(reason)),
					List.of(new AdviceEvent(Instant.EPOCH, AdviceEvent.Kind.ADVISED, moves, 1, 0, "less far")));
			assertThat(http.get().uri("/actuator/mesh/placement")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("""
						{"advice": {
						   "proposal": {"moves": [{"service": "stock", "from": "a", "to": "%s"},
						                          {"service": "stock", "to": "a"}], "cost": 20.0, "saving": 15.0,
						                "reasons": [{"callee": "stock@1", "callsPerSecond": 20.0}]},
						   "events": [{"kind": "ADVISED", "why": "less far"}],
						   "callsPerSecond": 25.0, "distance": 1.5,
						   "calls": [{"node": "a", "callee": "stock@1", "callsPerSecond": 20.0},
						             {"caller": "stock@1", "callee": "stock@1", "callsPerSecond": 5.0}]}}"""
					.formatted(gone));
		});
	}

	private static Assignment stockOn(LocalMeshNode node) {
		return new Assignment(Map.of(STOCK, Map.of(node.cluster().self().id(), 1)));
	}

	private static MvcTestResult post(MockMvcTester http, String path, String body) {
		return http.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private void with(BiConsumer<MockMvcTester, LocalMeshNode> test) {
		this.runner.withBean(Warehouse.class)
			.run((context) -> test.accept(MockMvcTester.from(context),
					(LocalMeshNode) context.getBean(MeshNode.class)));
	}

	interface Stock {

	}

	@MeshService
	static class Warehouse implements Stock {

	}

}
