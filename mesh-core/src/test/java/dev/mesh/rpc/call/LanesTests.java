package dev.mesh.rpc.call;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.mesh.route.RoutePolicy;
import dev.mesh.rpc.Baggage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LanesTests {

	private static final RouteTable TABLE = RouteTable.unknown("quotes");

	private static Lanes lanes(String policy, String... ready) {
		TreeMap<String, RouteTable> tables = new TreeMap<>();
		for (String version : ready) {
			tables.put(version, TABLE);
		}
		return new Lanes("quotes", tables, TABLE, RoutePolicy.parse(policy), null);
	}

	private static Map<String, Integer> chosen(Lanes lanes, int calls) {
		return IntStream.range(0, calls)
			.mapToObj((i) -> lanes.choose(null, new Object[0], Baggage.EMPTY).version())
			.collect(Collectors.toMap(Function.identity(), (version) -> 1, Integer::sum, TreeMap::new));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 50, 99 })
	void sharesHoldOverAnyHundredCalls(int weight) {
		Lanes lanes = lanes("{weights: {v1: " + (100 - weight) + ", v2: " + weight + "}}", "1", "2");
		for (int i = 0; i < 100; i++) {
			assertThat(chosen(lanes, 100).getOrDefault("2", 0)).isBetween(weight - 2, weight + 2);
		}
	}

	@Test
	void sharesHoldForEveryOtherCall() {
		Lanes lanes = lanes("{weights: {v1: 50, v2: 50}}", "1", "2");
		int second = 0;
		for (int i = 0; i < 1000; i++) {
			chosen(lanes, 1);
			second += chosen(lanes, 1).getOrDefault("2", 0);
		}
		assertThat(second).isBetween(490, 510);
	}

	@Test
	void callsOfAVersionThatIsNotReadyGoToTheOthersByTheirWeights() {
		Lanes lanes = lanes("{weights: {v1: 20, v2: 60, v3: 20}}", "1", "2");
		Map<String, Integer> chosen = chosen(lanes, 100_000);
		assertThat(chosen).containsOnlyKeys("1", "2");
		assertThat(chosen.get("1")).isBetween(24_000, 26_000);
	}

	@Test
	void aVersionWithoutWeightGetsNoCall() {
		assertThat(chosen(lanes("{weights: {v1: 100, v2: 0}}", "1", "2"), 1000)).containsOnlyKeys("1");
	}

}
