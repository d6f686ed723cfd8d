package dev.mesh.spring;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Weights;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.selector.BuiltInSelector;
import dev.mesh.spring.autoconfigure.metrics.MeshMeterDocumentation;
import dev.mesh.spring.autoconfigure.metrics.MeshObservationDocumentation;
import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the pages in step with each other and with what the code can say.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Path REFERENCE = ROOT.resolve("docs/reference");

	private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

	@Test
	void everyRelativeLinkLeadsSomewhere() throws IOException {
		List<String> broken = new ArrayList<>();
		int links = 0;
		for (Path page : pages()) {
			for (String link : links(page)) {
				links++;
				if (!Files.exists(page.resolveSibling(link))) {
					broken.add(page + " -> " + link);
				}
			}
		}
		assertThat(broken).isEmpty();
		assertThat(links).isGreaterThan(30);
	}

	@Test
	void everyPageIsLinkedFromTheIndexOfItsFolder() throws IOException {
		for (String folder : List.of("howto", "reference", "explanation")) {
			Path index = ROOT.resolve("docs").resolve(folder).resolve("README.md");
			List<String> linked = links(index);
			assertThat(pages()).filteredOn((page) -> page.startsWith(index.getParent()) && !page.equals(index))
				.allSatisfy((page) -> assertThat(linked).contains(page.getFileName().toString()));
		}
	}

	@Test
	void everyMeterAndTagIsOnItsPage() throws IOException {
		String page = Files.readString(REFERENCE.resolve("metrics.md"));
		Stream<String> meters = Arrays.stream(MeshMeterDocumentation.values()).map(MeshMeterDocumentation::getName);
		Stream<String> observations = Arrays.stream(MeshObservationDocumentation.values())
			.map(MeshObservationDocumentation::getName);
		Stream<String> keys = Stream
			.<KeyName[]>of(MeshMeterDocumentation.LocalCallKeyNames.values(),
					MeshMeterDocumentation.CallEventKeyNames.values(), MeshMeterDocumentation.RouteKeyNames.values(),
					MeshMeterDocumentation.MirrorKeyNames.values(), MeshMeterDocumentation.OpenStreamKeyNames.values(),
					MeshMeterDocumentation.StreamItemKeyNames.values(),
					MeshObservationDocumentation.LowCardinalityKeyNames.values(),
					MeshObservationDocumentation.HighCardinalityKeyNames.values())
			.flatMap(Arrays::stream)
			.map(KeyName::asString);
		assertThat(Stream.of(meters, observations, keys).flatMap((names) -> names)).isNotEmpty()
			.allSatisfy((name) -> assertThat(page).contains("`" + name + "`"));
	}

	@Test
	void everyReasonIsOnThePageOfErrors() throws IOException {
		String page = Files.readString(REFERENCE.resolve("errors.md"));
		assertThat(NotExecutedException.Reason.values())
			.allSatisfy((reason) -> assertThat(page).contains("`" + reason + "`"));
	}

	@Test
	void theTablesOfBiasesAreThoseThatThePlannerIsTestedAgainst() throws IOException {
		String tables = Files
			.readString(ROOT.resolve("mesh-core/src/test/resources/dev/mesh/placement/solver/bias-table.md"));
		assertThat(tables.lines().filter((line) -> line.startsWith("|"))).hasSizeGreaterThan(25);
		assertThat(Files.readString(REFERENCE.resolve("biases.md")))
			.endsWith(tables.substring(tables.indexOf("\n\n") + 2));
	}

	@Test
	void theTableOfConsistencyLevelsIsTheOneTheyAreTestedAgainst() throws IOException {
		String table = Files
			.readString(ROOT.resolve("mesh-core/src/test/resources/dev/mesh/selector/consistency-table.md"));
		assertThat(table.lines().filter((line) -> line.startsWith("|"))).hasSizeGreaterThan(12);
		assertThat(Files.readString(REFERENCE.resolve("consistency-levels.md"))).endsWith(table);
	}

	@Test
	void everySelectorIsOnItsPage() throws IOException {
		String page = Files.readString(REFERENCE.resolve("selectors.md"));
		assertThat(BuiltInSelector.values())
			.allSatisfy((selector) -> assertThat(page).contains("| `" + selector.text() + "`"));
	}

	@Test
	void everyRuleIsOnThePageOfTheEndpoint() throws IOException {
		String page = Files.readString(REFERENCE.resolve("actuator-endpoint.md"));
		assertThat(Rule.values()).allSatisfy((rule) -> assertThat(page).contains("`" + rule + "`"));
	}

	@Test
	void theWeightsThatAreExplainedAreTheDefaults() throws IOException {
		String page = Files.readString(ROOT.resolve("docs/explanation/placement.md"));
		Weights weights = Weights.DEFAULT;
		assertThat(page).contains("| bias | " + number(weights.bias()) + " |",
				"| zones | " + number(weights.zones()) + " |", "| load | " + number(weights.load()) + " |",
				"| traffic | " + number(weights.traffic()) + " |", "| moving | " + number(weights.moving()) + " |");
	}

	private static String number(double value) {
		return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			List<Path> pages = new ArrayList<>(
					docs.filter((file) -> file.getFileName().toString().endsWith(".md")).toList());
			pages.add(ROOT.resolve("README.md"));
			pages.add(ROOT.resolve("CONTRIBUTING.md"));
			return pages;
		}
	}

	private static List<String> links(Path page) throws IOException {
		return LINK.matcher(Files.readString(page))
			.results()
			.map((match) -> match.group(1))
			.filter((link) -> !link.contains("://"))
			.toList();
	}

}
