package dev.mesh.placement.document;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DocumentTests {

	private static final int LONG = 1_000_000;

	@Test
	void takesWordsAsTheyAreWritten() {
		Map<String, Value> document = parse("{a: 1:30, b: 010, c: yes, d: 2026-01-01, e: '', f: 2..5}").mapping("");
		assertThat(document.values()).extracting((value) -> value.word(""))
			.containsExactly("1:30", "010", "yes", "2026-01-01", "", "2..5");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# nothing\n", "~", "null", "---\n..." })
	void seesThatNothingIsWritten(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(text).word("a word"))
			.withMessage("'it' is empty: use a word");
	}

	@Test
	void readsJsonWithTabsEscapesAndNoSpaces() {
		String json = "{\n\t\"a\":[\"x\\/y\",\t\"\\u00e9\\ud83d\\ude00\"],\n\t\"b\":{\"c\":-1.5e3}\n}\n";
		Value document = parse(json);
		assertThat(at(document, "a").list("")).extracting((value) -> value.word(""))
			.containsExactly("x/y", "\u00e9\ud83d\ude00");
		assertThat(at(at(document, "b"), "c").word("")).isEqualTo("-1.5e3");
	}

	@Test
	void changesNothingThatIsYaml() {
		assertThat(at(parse("{a: 'x\ty\\/'}"), "a").word("")).isEqualTo("x\ty\\/");
		assertThat(at(parse("{\t\"a\": \"\\\\\\/\\\\\"}"), "a").word("")).isEqualTo("\\/\\");
	}

	@Test
	void namesThePath() {
		Value inner = at(at(parse("a: {b: [x, {c: y}]}"), "a"), "b").list("").get(1);
		assertThat(inner.path()).isEqualTo("a.b[1]");
		assertThatIllegalArgumentException().isThrownBy(() -> at(inner, "c").list("a list of z"))
			.withMessage("'a.b[1].c' is 'y': use a list of z");
	}

	@Test
	void readsWhatIsWrittenElsewhere() {
		Value value = Value.of("mesh.services.a", Map.of("b", List.of("x", Map.of("c", 2))));
		Value inner = at(value, "b").list("").get(1);
		assertThat(at(inner, "c").word("")).isEqualTo("2");
		assertThatIllegalArgumentException().isThrownBy(() -> inner.word("a word"))
			.withMessage("'mesh.services.a.b[1]' is a mapping: use a word");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{a: 1, a: 2}                 | 'a' is there twice
			{x: {a: 1, "a": 2}}          | 'x.a' is there twice
			{a: &x [1], b: *x}           | aliases
			{a: &x 1}                    | anchor
			{a: &x {b: *x}}              | aliases
			{<<: {a: 1}}                 | tag:yaml.org,2002:merge
			{a: !!java.util.Date 1}      | tag:yaml.org,2002:java.util.Date
			{a: !!binary aGk=}           | tag:yaml.org,2002:binary
			!local {}                    | '!local' is not read
			{[a]: b}                     | '(key)' is a list
			{~: b}                       | '(key)' is empty
			{a: b                        | line 1, column 6
			--- a\\n--- b                | single document
			{a: "\\x"}                   | neither YAML nor JSON at line 1
			[[[[[[[[[[[1]]]]]]]]]]]      | Nesting Depth
			""")
	void refuses(String text, String fact) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(text.replace("\\n", "\n")))
			.withMessageContaining(fact)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\n"));
	}

	@Test
	void refusesBinaryText() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("a: \u0000\u0001"))
			.withMessageContaining("'it' cannot be read (special characters are not allowed");
	}

	@Test
	void refusesWhatIsTooLongUnseen() {
		assertThatIllegalArgumentException().isThrownBy(() -> Document.parse("it", "x".repeat(101), 100))
			.withMessage("'it' has 101 characters: use at most 100, or leave out what is the default anyway");
	}

	@Test
	void refusesBillionLaughs() {
		StringBuilder text = new StringBuilder("a0: &a0 [ha, ha]\n");
		for (int i = 1; i < 40; i++) {
			text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> parse(text.toString())).withMessageContaining("aliases");
	}

	@Test
	void survivesEndlessNesting() {
		for (String each : List.of("[", "{", "{a: ", "- ", "? ", "a:\n ", "[{", "&a ", "*a ", "!!a ", "\"", "'", "|\n ",
				"? [", ": ", "#", "\\", "\t", "---\n", "%YAML 1.1\n", "[a,", "a: b: ", "&a [*a, ")) {
			String text = each.repeat(LONG / 4 / each.length());
			try {
				parse(text);
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex.getMessage()).startsWith("'").hasSizeLessThan(600).doesNotContain("\n");
			}
		}
	}

	@Test
	void survivesGarbage() {
		String signs = "{}[]:,-?&*!|>'\"%@`#\n\t abc01~<=\\\u00e9\u2028\ufeff";
		SplittableRandom random = new SplittableRandom(3);
		for (int i = 0; i < 5000; i++) {
			StringBuilder text = new StringBuilder();
			for (int j = random.nextInt(30); j >= 0; j--) {
				text.append(signs.charAt(random.nextInt(signs.length())));
			}
			try {
				parse(text.toString());
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex.getMessage()).contains("'");
			}
		}
	}

	@Test
	void readsBackWhateverIsWritten() {
		SplittableRandom random = new SplittableRandom(7);
		String signs = "aZ09_.@/+-~ :,[]{}#&*!|>'\"%\\\n\r\t\u0000\u007f\u0085\u00e9\u2028\ud83d\ude00\ufeff\uffff";
		for (int i = 0; i < 5000; i++) {
			StringBuilder word = new StringBuilder();
			for (int j = random.nextInt(5); j > 0; j--) {
				word.append(signs.charAt(random.nextInt(signs.length())));
			}
			String written = FlowText
				.mapping(Map.of(word.toString(), FlowText.list(List.of(FlowText.word(word.toString())))));
			Value read = parse(written);
			assertThat(read.mapping("")).as(written).hasSize(1);
			assertThat(at(read, word.toString()).list("").get(0).word("")).isEqualTo(word.toString());
		}
		assertThat(parse(FlowText.word("null")).word("")).isEqualTo("null");
	}

	private static Value at(Value value, String key) {
		return Objects.requireNonNull(value.mapping("").get(key), key);
	}

	private static Value parse(String text) {
		return Document.parse("it", text, LONG);
	}

}
