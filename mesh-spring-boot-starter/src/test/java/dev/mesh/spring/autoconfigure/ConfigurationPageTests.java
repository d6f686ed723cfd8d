package dev.mesh.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/reference/configuration.md} in step with the properties: its tables
 * are what {@link #table()} makes of the metadata. Run with
 * {@code -Dmesh.docs.write=true} to write them anew.
 */
class ConfigurationPageTests {

	private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");

	private static final String BEGIN = "<!-- properties: begin -->\n";

	private static final String END = "<!-- properties: end -->";

	@Test
	void pageListsAllPropertiesWithTheirDefaults() throws IOException {
		String page = Files.readString(PAGE);
		String expected = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table()
				+ page.substring(page.indexOf(END));
		if (Boolean.getBoolean("mesh.docs.write")) {
			Files.writeString(PAGE, expected);
		}
		assertThat(page).as("run the test with -Dmesh.docs.write=true").isEqualTo(expected);
	}

	@Test
	void everyPropertyIsDescribed() throws IOException {
		assertThat(properties()).hasSizeGreaterThan(40)
			.allSatisfy((property) -> assertThat(property.get("description")).as("%s", property.get("name"))
				.isNotNull()
				.asString()
				.endsWith("."));
	}

	private static String table() throws IOException {
		StringBuilder table = new StringBuilder("| property | default | meaning |\n|---|---|---|\n");
		properties().stream()
			.map(ConfigurationPageTests::row)
			.sorted()
			.forEach((row) -> table.append(row).append('\n'));
		return table.toString();
	}

	private static String row(Map<String, Object> property) {
		Object value = property.get("defaultValue");
		String defaultValue = (value == null || value.equals(List.of())) ? "" : "`" + value + "`";
		return String.format(Locale.ROOT, "| `%s` | %s | %s |", property.get("name"), defaultValue,
				property.get("description"));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> properties() throws IOException {
		try (InputStream metadata = MeshProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(metadata).isNotNull();
			String json = new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
			List<Map<String, Object>> properties = (List<Map<String, Object>>) JsonParserFactory.getJsonParser()
				.parseMap(json)
				.get("properties");
			assertThat(properties).isNotNull();
			return properties;
		}
	}

}
