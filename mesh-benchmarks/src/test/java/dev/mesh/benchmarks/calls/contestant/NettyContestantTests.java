package dev.mesh.benchmarks.calls.contestant;

import org.junit.jupiter.api.Test;

class NettyContestantTests {

	@Test
	void doesTheWork() throws Exception {
		ContestantProof.prove(Contestants.named(Contestants.FLOOR));
	}

}
