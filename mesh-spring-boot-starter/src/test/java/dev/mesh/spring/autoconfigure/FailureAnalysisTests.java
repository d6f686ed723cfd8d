package dev.mesh.spring.autoconfigure;

import java.io.InputStream;
import java.net.BindException;
import java.util.Map;
import java.util.stream.Stream;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.NameTakenException;
import dev.mesh.cluster.PeersRefusedException;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.service.MeshNode;
import dev.mesh.service.NodeSpec;
import dev.mesh.spring.Bias;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class FailureAnalysisTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					mesh.bind-address=0.0.0.0            | neither 'mesh.token' nor 'mesh.ssl.bundle' | Set 'mesh.token'
					mesh.bind-address=no.such.host.invalid | cannot be resolved                       | Use an address
					mesh.token=short                     | 'mesh.token' has 5 characters              | at least 16
					mesh.peers=10.0.0.4                  | 'mesh.peers[0]' is '10.0.0.4'              | Write host:port
					mesh.peers=a:1,b:x                   | 'mesh.peers[1]' is 'b:x'                   | Write host:port
					mesh.ssl.bundle=none                 | 'mesh.ssl.bundle' is 'none'                | spring.ssl.bundle
					mesh.discovery.type=gossip           | 'mesh.discovery.type' is 'gossip'          | Use static
					mesh.discovery.type=dns              | 'mesh.discovery.dns.name' is not set       | Set
					mesh.discovery.type=kubernetes       | 'mesh.discovery.kubernetes.labels' is not  | Set
					mesh.discovery.type=file             | 'mesh.discovery.file.folder' is not set    | Set
					mesh.discovery.type=jdbc             | not exactly one DataSource bean            | mesh.discovery.jdbc.data-source
					mesh.services.stock.replicas=many    | 'mesh.services.stock.replicas' is 'many': use 'all' | under 'mesh.services.stock'
					mesh.services.stock.biases.db=like   | 'mesh.services.stock.biases.db' is 'like': use always | under 'mesh.services.stock'
					mesh.services.stock.biases.db.avoid=0 | 'mesh.services.stock.biases.db.avoid' is '0': use a whole | under 'mesh.services.stock'
					mesh.services.stock.where=disk =     | 'mesh.services.stock.where': 'disk =' is no node query: at position 7 | under 'mesh.services.stock'
					mesh.services.stock.demand=-1        | 'mesh.services.stock.demand' is '-1': use a number from 0 | under 'mesh.services.stock'
					mesh.services.stock.max-per-node=0   | 'mesh.services.stock.max-per-node' is '0': use a whole | under 'mesh.services.stock'
					mesh.services.stock.max-per-zone=few | 'mesh.services.stock.max-per-zone' is 'few': use a whole | under 'mesh.services.stock'
					mesh.services.stock.spread=racks     | 'mesh.services.stock.spread' is 'racks': use zones or none | under 'mesh.services.stock'
					mesh.placement.max-moves=0           | max-moves is 0: use a number from 1        | on all nodes
					mesh.placement.request-timeout=0s    | request-timeout is PT0S: use a time above  | on all nodes
					mesh.placement.first-back-off=-1s    | first-back-off is PT-1S: use a time above  | on all nodes
					mesh.placement.weights.load=-1       | a placement weight is -1.0: use a number   | on all nodes
					mesh.placement.scaling.cpu=2         | the processor share per instance is 2.0    | on all nodes
					mesh.placement.optimize-moves=0      | optimize-moves is 0: use a number from 1   | on all nodes
					mesh.services.stock.priority=high    | 'mesh.services.stock.priority' is 'high': use a whole | under 'mesh.services.stock'
					""")
	void badSettingIsNamedWithWhatToChange(String property, String fact, String action) {
		analyze(MeshContexts.runner().withBean(Warehouse.class).withPropertyValues(property), fact, action);
	}

	@Test
	void tokenIsNotShown() {
		MeshContexts.runner()
			.withPropertyValues("mesh.token=s3cr3t")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.doesNotContain("s3cr3t"));
	}

	@Test
	void peersAndAnotherDiscoveryContradict() {
		analyze(MeshContexts.runner()
			.withPropertyValues("mesh.peers=a:1", "mesh.discovery.type=dns", "mesh.discovery.dns.name=x"),
				"'mesh.peers' is set", "Remove one");
	}

	@Test
	void tokenAndBundleContradict() {
		analyze(MeshContexts.runner().withPropertyValues("mesh.token=0123456789abcdef", "mesh.ssl.bundle=b"),
				"Both 'mesh.token'", "Remove one");
	}

	@Test
	void twoServicesOfOneNameAreNamed() {
		analyze(MeshContexts.runner().withBean(Warehouse.class).withBean(Basement.class),
				"Two services are called 'stock@1'", "another name or version");
	}

	@Test
	void annotationThatAsksTheImpossibleIsNamed() {
		analyze(MeshContexts.runner().withBean(Crowd.class), "'@MeshService on Crowd.max-per-node' is '0': use a whole",
				"Correct the annotation on '" + Crowd.class.getName() + "'");
		analyze(MeshContexts.runner().withBean(Undecided.class), "it has two biases on [db]: use one for a tag",
				"Correct the annotation on '" + Undecided.class.getName() + "'");
	}

	@Test
	void specThatIsTooLongToBeOfferedIsRefused() {
		analyze(MeshContexts.runner()
			.withBean(Warehouse.class)
			.withPropertyValues("mesh.services.stock.tags=" + "x".repeat(8000)), "the spec of 'stock@1' has ",
				"under 'mesh.services.stock'");
	}

	@Test
	void versionsOfOneServiceCannotBeOverriddenTogether() {
		analyze(MeshContexts.runner()
			.withBean(Warehouse.class)
			.withBean(SecondWarehouse.class)
			.withPropertyValues("mesh.services.stock.version=3"), "several versions", "Remove the property");
	}

	@Test
	void takenPortIsNamed() {
		analyze(MeshContexts.runner()
			.withBean("other", MeshNodeFactory.class, () -> PortTaken::new,
					(definition) -> definition.setPrimary(true)),
				"A port of this node is taken on '127.0.0.1'", "mesh.cluster-port");
	}

	@Test
	void takenNameIsShownWithBothAddresses() {
		FailureAnalysis analysis = analysis(new IllegalStateException(
				new NameTakenException("a", new HostPort("10.0.0.4", 7800), new HostPort("10.0.0.5", 7800))));
		assertThat(analysis.getDescription()).contains("10.0.0.4:7800", "10.0.0.5:7800", "'a'");
		assertThat(analysis.getAction()).contains("mesh.node.name");
	}

	@Test
	void refusalByPeersNamesThemWithTheReason() {
		FailureAnalysis analysis = analysis(new IllegalStateException(
				new PeersRefusedException("a", Map.of("10.0.0.4:7800", "the token differs"))));
		assertThat(analysis.getDescription()).contains("10.0.0.4:7800 refused it: the token differs");
		assertThat(analysis.getAction()).contains("mesh.token");
	}

	@Test
	void contractThatCannotBeCalledIsNamedWithItsMethod() {
		analyze(MeshContexts.runner()
			.withBean(Streaming.class)
			.withBean("real", MeshNodeFactory.class, () -> MeshNode::of, (definition) -> definition.setPrimary(true)),
				"open", "Change the contract");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					file       | mesh.discovery.file.folder=/no/such/folder  | 'mesh.discovery.file.folder' is '/no/such/folder' | Create it
					multicast  | mesh.discovery.multicast.group=10.0.0.1     | 'mesh.discovery.multicast.group' is '10.0.0.1'    | as in 228.8.8.8
					kubernetes | mesh.discovery.kubernetes.labels=app=shop   | 'mesh.discovery.type' is 'kubernetes'             | jgroups-kubernetes
					""")
	void discoveryThatCannotWorkHereIsNamed(String type, String property, String fact, String action) {
		analyze(withRealNode().withPropertyValues("mesh.discovery.type=" + type, property), fact, action);
	}

	@Test
	void bundleWithoutAKeyIsToldApartFromABug() {
		analyze(withRealNode().withPropertyValues("spring.ssl.bundle.pem.keyless.protocol=TLS",
				"mesh.ssl.bundle=keyless"), "does not take this node's own certificate", "'mesh.ssl.bundle'");
	}

	private static ApplicationContextRunner withRealNode() {
		return MeshContexts.runner()
			.withBean("real", MeshNodeFactory.class, () -> MeshNode::of, (definition) -> definition.setPrimary(true));
	}

	private static void analyze(ApplicationContextRunner runner, String fact, String action) {
		runner.run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(fact);
			assertThat(analysis.getAction()).contains(action);
		});
	}

	private static FailureAnalysis analysis(@Nullable Throwable failure) {
		assertThat(failure).isNotNull();
		Stream<FailureAnalyzer> ours = SpringFactoriesLoader
			.forDefaultResourceLocation(FailureAnalysisTests.class.getClassLoader())
			.load(FailureAnalyzer.class, (factoryType, implementation, ex) -> {
			})
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("dev.mesh."));
		return ours.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow();
	}

	interface Feed {

		InputStream open();

	}

	@MeshService
	static class Streaming implements Feed {

		@Override
		public InputStream open() {
			return InputStream.nullInputStream();
		}

	}

	interface Stock {

	}

	@MeshService
	static class Warehouse implements Stock {

	}

	@MeshService
	static class Basement implements Stock {

	}

	@MeshService(maxPerNode = 0)
	static class Crowd implements Stock {

	}

	@MeshService(biases = { @Bias(tag = "db", value = BiasKind.PREFER), @Bias(tag = "db", value = BiasKind.NEVER) })
	static class Undecided implements Stock {

	}

	@MeshService(version = "2")
	static class SecondWarehouse implements Stock {

	}

	static class PortTaken extends LocalMeshNode {

		PortTaken(NodeSpec spec) {
			super(spec);
		}

		@Override
		public void start() {
			throw new IllegalStateException("cannot listen on 127.0.0.1:7800", new BindException("in use"));
		}

	}

}
