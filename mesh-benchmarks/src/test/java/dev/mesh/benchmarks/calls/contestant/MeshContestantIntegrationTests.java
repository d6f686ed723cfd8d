package dev.mesh.benchmarks.calls.contestant;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeshContestantIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "mesh", "mesh-workers", "mesh-tls" })
	void doesTheWork(String id) throws Exception {
		ContestantProof.prove(Contestants.named(id));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_25)
	void doesTheWorkOnVirtualThreads() throws Exception {
		ContestantProof.prove(Contestants.named("mesh-virtual"));
	}

}
