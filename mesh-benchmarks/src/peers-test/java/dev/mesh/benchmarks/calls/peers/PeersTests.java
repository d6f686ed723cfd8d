package dev.mesh.benchmarks.calls.peers;

import java.util.stream.Stream;

import dev.mesh.benchmarks.calls.contestant.ContestantProof;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PeersTests {

	@TestFactory
	Stream<DynamicTest> doTheWork() {
		return new Peers().contestants()
			.stream()
			.map((contestant) -> DynamicTest.dynamicTest(contestant.id(), () -> ContestantProof.prove(contestant)));
	}

}
