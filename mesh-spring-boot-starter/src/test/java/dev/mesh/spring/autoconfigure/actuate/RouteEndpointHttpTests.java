package dev.mesh.spring.autoconfigure.actuate;

import java.util.function.BiConsumer;

import dev.mesh.route.RoutePolicy;
import dev.mesh.route.compare.Difference;
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

class RouteEndpointHttpTests {

	private static final String STOCK = "/actuator/mesh/routes/stock";

	private final WebApplicationContextRunner runner = MeshContexts.webRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
				JacksonEndpointAutoConfiguration.class, ServletManagementContextAutoConfiguration.class,
				ManagementContextAutoConfiguration.class, MeshEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=mesh",
				"management.endpoint.mesh.access=UNRESTRICTED");

	private void with(BiConsumer<MockMvcTester, LocalMeshNode> test) {
		this.runner.withBean(Warehouse.class)
			.withBean(NewWarehouse.class)
			.run((context) -> test.accept(MockMvcTester.from(context),
					(LocalMeshNode) context.getBean(MeshNode.class)));
	}

	private static MvcTestResult post(MockMvcTester http, String path, String body) {
		return http.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private static RoutePolicy policy(LocalMeshNode node) {
		return node.routes().book().get().policy("stock");
	}

	@Test
	void nothingCanBeDecidedUnlessAccessIsUnrestricted() {
		this.runner.withBean(Warehouse.class)
			.withPropertyValues("management.endpoint.mesh.access=READ_ONLY")
			.run((context) -> {
				MockMvcTester http = MockMvcTester.from(context);
				assertThat(http.get().uri("/actuator/mesh/routes")).hasStatusOk();
				assertThat(post(http, STOCK, "{\"weights\": {\"1\": 100}}")).hasStatus(405);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"weights\": {\"v1\": 90, \"v2\": 10}, \"mirror\": \"v2\"}",
			"{\"weights\": \"{v1: 90, v2: 10}\", \"mirror\": {\"version\": 2}}" })
	void aPolicyIsSetAndAnsweredWithTheRoute(String body) {
		with((http, node) -> {
			assertThat(post(http, STOCK, body)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
					{"service": "stock", "origin": "RUNTIME",
					 "policy": {"weights": {"1": 90, "2": 10}, "split": "random", "pin": false,
					            "mirror": {"version": "2", "share": 100, "verify": false, "ignore": []}},
					 "versions": [{"version": "2"}, {"version": "1"}]}""");
			assertThat(policy(node))
				.isEqualTo(RoutePolicy.parse("{weights: {1: 90, 2: 10}, mirror: {version: 2, verify: false}}"));
		});
	}

	@Test
	void allThatAPolicyHasCanBeSet() {
		with((http, node) -> {
			assertThat(post(http, STOCK, """
					{"weights": {"1": 100}, "split": "header:user", "pin": true,
					 "matches": [{"header": "tester", "value": "yes", "version": "v2"}],
					 "mirror": {"version": "2", "share": 10, "ignore": ["lines[*].id"]}}""")).hasStatusOk();
			assertThat(policy(node).toString())
				.isEqualTo("{weights: {1: 100}, split: \"header:user\", matches: [{header: "
						+ "tester, value: yes, version: 2}], pin: true, mirror: {version: 2, share: 10, verify: true, "
						+ "ignore: [\"lines[*].id\"]}}");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"weights": {"1": 90, "2": 20}}                     | add up to 110
			{"weights": {"3": 100}}                             | No live node offers version '3' of 'stock'. Use one of
			{"weights": {"1": "many"}}                          | 'weights.1' is 'many'
			{"weights": 5}                                      | 'weights' is '5': use a mapping
			{"split": "coin"}                                   | 'split' is 'coin'
			{"mirror": {"share": 10}}                           | use a version, or a mapping with it
			{"action": "explode"}                               | The action is 'explode': use abort or reset.
			{"action": "abort"}                                 | No cutover of 'stock' is under way
			{"action": "reset", "pin": true}                    | give one thing at a time
			{"cutover": {"to": "v3"}}                           | has no ready instance
			{"cutover": {"steps": [100]}}                       | a mapping with the version to go to
			{"cutover": {"to": "v2", "steps": [50, 20, 100]}}   | The steps are
			{"cutover": {"to": "v2", "guards": {"p98": 1}}}     | 'guards.p98' is not known
			""")
	void whatCannotBeDoneIsUnprocessableInOneSentence(String body, String sentence) {
		with((http, node) -> {
			MvcTestResult result = post(http, STOCK, body);
			assertThat(result).hasStatus(422).hasContentType("application/problem+json");
			assertThat(result).bodyJson().extractingPath("$.detail").asString().containsIgnoringCase(sentence);
			assertThat(policy(node)).isEqualTo(RoutePolicy.NEWEST);
		});
	}

	@Test
	void whatIsNotAskedOrNotKnownIsRefused() {
		with((http, node) -> {
			assertThat(post(http, STOCK, "{}")).hasStatus(400);
			assertThat(post(http, STOCK, "{\"weight\": {\"1\": 100}}")).hasStatus(400);
			assertThat(post(http, STOCK, "[]")).hasStatus(400);
			assertThat(post(http, STOCK, "{\"weights\": ")).hasStatus(400);
			assertThat(post(http, "/actuator/mesh/routes/basket", "{\"weights\": {\"1\": 100}}")).hasStatus(404);
			assertThat(post(http, "/actuator/mesh/nodes/a", "{\"action\": \"drain\", \"pin\": \"true\"}"))
				.hasStatus(400);
			assertThat(http.get().uri("/actuator/mesh/routes/basket")).hasStatus(404);
		});
	}

	@Test
	void aCutoverBeginsFromWhatIsCalledNowAndIsAborted() {
		with((http, node) -> {
			assertThat(post(http, STOCK, "{\"cutover\": {\"to\": \"v2\", \"hold\": \"10s\", \"ignore\": [\"at\"]}}"))
				.hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("""
						{"policy": {"weights": {"1": 100}, "mirror": {"version": "2", "verify": true}},
						 "cutover": {"from": "1", "to": "2", "phase": "SHADOW", "weight": 0,
						             "events": [{"phase": "SHADOW", "weight": 0}]}}""");
			assertThat(post(http, STOCK, "{\"weights\": {\"1\": 100}}")).hasStatus(422);
			assertThat(post(http, STOCK, "{\"action\": \"abort\"}")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{\"cutover\": {\"phase\": \"ABORTED\"}, \"policy\": {\"weights\": {\"1\": 100}}}");
			assertThat(post(http, STOCK, "{\"action\": \"reset\"}")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{\"origin\": \"NONE\", \"policy\": {\"weights\": {}}}");
		});
	}

	@Test
	void routesAreListedWithWhatWasMeasured() {
		with((http, node) -> {
			node.routes().measures().service("stock").version("2").ended(1_000_000, true);
			node.routes()
				.measures()
				.service("stock")
				.mirror()
				.mismatched("take", "2", new Difference("total", "1", "2"));
			assertThat(http.get().uri("/actuator/mesh/routes")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
					{"routes": [{"service": "stock", "origin": "NONE",
					             "versions": [{"version": "2", "calls": 1, "errors": 1},
					                          {"version": "1", "calls": 0, "errors": 0}],
					             "mirror": {"compared": 1, "mismatched": 1, "fields": {"total": 1},
					                        "samples": [{"method": "take", "version": "2", "field": "total",
					                                     "expected": "1", "actual": "2"}]}}]}""");
			assertThat(http.get().uri(STOCK)).hasStatusOk();
		});
	}

	@Test
	void configurationStatesARouteAndWhatIsAskedOfOneVersion() {
		this.runner.withBean(Warehouse.class)
			.withBean(NewWarehouse.class)
			.withPropertyValues("mesh.services.stock.replicas=2", "mesh.services.[stock@2].replicas=1",
					"mesh.services.stock.route.weights.v1=100", "mesh.services.stock.route.mirror.version=v2",
					"mesh.services.stock.route.mirror.ignore=at", "mesh.baggage.allow=user")
			.run((context) -> {
				LocalMeshNode node = (LocalMeshNode) context.getBean(MeshNode.class);
				assertThat(policy(node))
					.hasToString("{weights: {1: 100}, mirror: {version: 2, share: 100, verify: true, ignore: [at]}}");
				assertThat(node.spec.routes().baggage()).containsExactly("user");
				assertThat(node.spec.services()).extracting((service) -> service.id() + " " + service.spec().replicas())
					.containsExactlyInAnyOrder("stock@1 2", "stock@2 1");
			});
	}

	@ParameterizedTest
	@CsvSource({ "mesh.services.stock.route.weights.v1=90, mesh.services.stock.route",
			"mesh.services.[stock@2].version=3, mesh.services.[stock@2]" })
	void whatCannotBeConfiguredStopsTheStart(String property, String named) {
		this.runner.withBean(Warehouse.class)
			.withBean(NewWarehouse.class)
			.withPropertyValues(property)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining(named.contains("@") ? named : "add up to 90"));
	}

	interface Stock {

	}

	@MeshService(version = "1")
	static class Warehouse implements Stock {

	}

	@MeshService(version = "2")
	static class NewWarehouse implements Stock {

	}

}
