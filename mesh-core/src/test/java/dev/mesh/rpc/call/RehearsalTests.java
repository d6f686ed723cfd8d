package dev.mesh.rpc.call;

import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.explain.AttemptSample;
import dev.mesh.rpc.explain.CallReport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Rehearsal}.
 */
class RehearsalTests {

	@Test
	void goesAllTheWayToTheSampleOfACallThatAllRefused() {
		TestCodec codec = new TestCodec();

		CallReport report = new Rehearsal().play(codec, codec);

		assertThat(report.samples()).singleElement()
			.satisfies((sample) -> assertThat(sample.attempts()).extracting(AttemptSample::reason)
				.containsExactly(Reason.OVERLOADED, Reason.OVERLOADED));
	}

}
