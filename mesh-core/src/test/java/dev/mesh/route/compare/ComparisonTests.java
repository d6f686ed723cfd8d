package dev.mesh.route.compare;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ComparisonTests {

	private static final Order ORDER = new Order("o1", List.of(new Line("pen", 2), new Line("ink", 1)),
			new BigDecimal("9.90"));

	private static @Nullable String path(@Nullable Object one, @Nullable Object other, String... masks) {
		Difference found = Comparison.of(one, other, List.of(masks).stream().map(FieldMask::of).toList());
		return (found != null) ? found.path() : null;
	}

	@Test
	void equalResponsesDoNotDiffer() {
		assertThat(path(ORDER, new Order("o1", List.of(new Line("pen", 2), new Line("ink", 1)), new BigDecimal("9.9"))))
			.isNull();
		assertThat(path(null, null)).isNull();
		assertThat(path(Map.of("a", 1), Map.of("a", 1))).isNull();
		assertThat(path(new int[] { 1, 2 }, new int[] { 1, 2 })).isNull();
		assertThat(path(Set.of("a", "b"), Set.of("b", "a"))).isNull();
	}

	@Test
	void namesTheFirstFieldThatDiffers() {
		Order other = new Order("o1", List.of(new Line("pen", 2), new Line("ink", 3)), new BigDecimal("9.90"));
		assertThat(path(ORDER, other)).isEqualTo("lines[1].count");
		assertThat(path(ORDER, new Order("o2", List.of(), BigDecimal.ONE))).isEqualTo("id");
		assertThat(path(ORDER, new Order("o1", List.of(), BigDecimal.ONE))).isEqualTo("lines");
		assertThat(path(List.of(ORDER), List.of(other))).isEqualTo("[0].lines[1].count");
		assertThat(path(Map.of("a", 1), Map.of("a", 2))).isEqualTo("[a]");
		assertThat(path(Map.of("a", 1), Map.of("a", 1, "b", 2))).isEqualTo("[b]");
		assertThat(path(Optional.of(1), Optional.empty())).isEqualTo("(response)");
		assertThat(path(1, "1")).isEqualTo("(response)");
		assertThat(path(new int[] { 1 }, new int[] { 1, 2 })).isEqualTo("(response)");
		assertThat(path(new Plain(1), new Plain(2))).isEqualTo("value");
		assertThat(path(new Plain(1), new Plain(1))).isNull();
	}

	@Test
	void whatIsMaskedMayDiffer() {
		Order other = new Order("o2", List.of(new Line("pen", 5), new Line("ink", 7)), new BigDecimal("9.90"));
		assertThat(path(ORDER, other, "id")).isEqualTo("lines[0].count");
		assertThat(path(ORDER, other, "id", "lines[0].count")).isEqualTo("lines[1].count");
		assertThat(path(ORDER, other, "id", "lines[*].count")).isNull();
		assertThat(path(ORDER, other, "id", "lines[*].*")).isNull();
		assertThat(path(ORDER, other, "id", "lines")).isNull();
		assertThat(path(ORDER, other, "*")).isNull();
		assertThat(path(List.of(ORDER), List.of(other), "[*].id", "[*].lines")).isNull();
		assertThat(path(ORDER, other, "i", "line")).isEqualTo("id");
	}

	@Test
	void whatIsShownIsBounded() {
		Difference found = Comparison.of("x".repeat(1000), "y", List.of());
		assertThat(found).isNotNull();
		assertThat(found.expected()).hasSizeLessThan(100);
	}

	@Test
	void aDeepResponseIsNoTrouble() {
		Object deep = "end";
		Object other = "other end";
		for (int i = 0; i < 1000; i++) {
			deep = List.of(deep);
			other = List.of(other);
		}
		assertThat(path(deep, other)).isNotNull();
	}

	@Test
	void anExceptionIsComparedByItsClass() {
		assertThat(Comparison.ofOutcomes(new IllegalStateException("a"), new IllegalStateException("b"))).isNull();
		assertThat(Comparison.ofOutcomes(null, new IllegalStateException("b")))
			.isEqualTo(new Difference("(outcome)", "a result", "java.lang.IllegalStateException"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "a.", "a..b", "a[", "a[]", "a b", "[1" })
	void whatIsNoPathIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> FieldMask.of(text)).withMessageContaining("'" + text);
	}

	@ParameterizedTest
	@CsvSource({ "a, .a, true", "a, .a.b, true", "a, .a[1], true", "a, .ab, false", "a.*, .a.b, true", "a.*, .a, false",
			"a[*].b, .a[17].b, true", "a[1].b, .a[17].b, false" })
	void aMaskCoversItsFieldAndAllBelow(String mask, String path, boolean covered) {
		assertThat(FieldMask.of(mask).covers(path)).isEqualTo(covered);
	}

	record Order(String id, List<Line> lines, BigDecimal total) {

	}

	record Line(String sku, int count) {

	}

	private static final class Plain {

		@SuppressWarnings("unused") // by the comparison
		private final int value;

		Plain(int value) {
			this.value = value;
		}

	}

}
