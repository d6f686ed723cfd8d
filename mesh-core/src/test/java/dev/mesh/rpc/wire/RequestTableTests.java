package dev.mesh.rpc.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Does what a map does.
 */
class RequestTableTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 50, 1000, 40_000 })
	void keepsAllThereAreWhateverTheirIds(int spread) {
		Random random = new Random(spread);
		RequestTable<String> table = new RequestTable<>();
		Map<Integer, String> model = new HashMap<>();
		int next = Integer.MAX_VALUE - 2_000;
		for (int i = 0; i < 10_000; i++) {
			int id = random.nextBoolean() ? next++ : next - random.nextInt(spread);
			switch (random.nextInt(3)) {
				case 0 -> assertThat(table.remove(id)).isEqualTo(model.remove(id));
				case 1 ->
					assertThat(table.add(id, "call " + id)).isEqualTo(model.putIfAbsent(id, "call " + id) == null);
				default -> assertThat(table.get(id)).isEqualTo(model.get(id));
			}
			assertThat(table.size()).isEqualTo(model.size());
		}
		assertThat(table.all()).containsExactlyInAnyOrderElementsOf(model.values());
		assertThat(table.removeAll((call) -> call.endsWith("7")))
			.containsExactlyInAnyOrderElementsOf(model.values().stream().filter((call) -> call.endsWith("7")).toList());
		model.values().removeIf((call) -> call.endsWith("7"));
		assertThat(table.all()).containsExactlyInAnyOrderElementsOf(model.values());
		assertThat(table.removeAll((call) -> true)).hasSize(model.size());
		assertThat(table.isEmpty()).isTrue();
	}

}
