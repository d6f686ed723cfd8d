package dev.mesh.cluster.jgroups;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes in processes of their own, killed and stopped for real, in plain text and with a
 * join token. The bounds are what is promised with the default failure timeout; what was
 * measured is printed. {@code -Dmesh.test.tries=20} tries each more often.
 */
class ProcessMembershipIntegrationTests {

	private static final int TRIES = Integer.getInteger("mesh.test.tries", 3);

	enum Protection {

		PLAINTEXT(null), TOKEN("a token of this test");

		private final @Nullable String token;

		Protection(@Nullable String token) {
			this.token = token;
		}

		@Nullable String token() {
			return this.token;
		}

	}

	@ParameterizedTest
	@EnumSource
	void threeNodesStartedAtOnceFormOneView(Protection protection) throws Exception {
		for (int i = 0; i < TRIES; i++) {
			try (NodeProcesses nodes = new NodeProcesses(protection.token)) {
				nodes.startThree();
				long started = nodes.running().stream().mapToLong(NodeProcess::awaitStarted).max().orElseThrow();
				long formed = nodes.awaitOneView(0);
				report(protection, "one view of three after the last start returned", formed - started);
				assertThat(formed - started).isLessThan(3000);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void killedNodeIsOutOfTheViewWithinASecond(Protection protection) throws Exception {
		try (NodeProcesses nodes = new NodeProcesses(protection.token)) {
			nodes.startThree();
			nodes.awaitOneView(0);
			for (int i = 0; i < TRIES; i++) {
				long killed = System.currentTimeMillis();
				NodeProcess victim = nodes.running().remove(i % 3);
				victim.signal("KILL");
				long gone = nodes.awaitOneView(killed);
				report(protection, "kill -9: out of all views", gone - killed);
				assertThat(gone - killed).isLessThan(1000);
				nodes.start(victim.name(), victim.port());
				nodes.awaitOneView(gone);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void hungNodeIsOutWithinThreeSecondsAndBackByItself(Protection protection) throws Exception {
		try (NodeProcesses nodes = new NodeProcesses(protection.token)) {
			nodes.startThree();
			nodes.awaitOneView(0);
			nodes.running().forEach(NodeProcess::awaitStarted);
			for (int i = 0; i < TRIES; i++) {
				NodeProcess hung = nodes.running().remove(i % 3);
				long stopped = System.currentTimeMillis();
				hung.signal("STOP");
				long gone = nodes.awaitOneView(stopped);
				report(protection, "SIGSTOP: out of all views", gone - stopped);
				long resumed = System.currentTimeMillis();
				hung.signal("CONT");
				long excluded = hung.await(resumed, (event) -> event.equals("STATUS EXCLUDED"));
				report(protection, "SIGCONT: knows itself excluded", excluded - resumed);
				nodes.running().add(hung);
				long back = nodes.awaitOneView(resumed);
				report(protection, "SIGCONT: member of all views", back - resumed);
				assertThat(gone - stopped).isLessThan(3000);
				assertThat(back - resumed).isLessThan(10000);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void stoppedNodeLeavesAtOnceAndComesBackOnItsPort(Protection protection) throws Exception {
		try (NodeProcesses nodes = new NodeProcesses(protection.token)) {
			nodes.startThree();
			nodes.awaitOneView(0);
			NodeProcess leaving = nodes.running().remove(0);
			long asked = System.currentTimeMillis();
			leaving.stop();
			long gone = nodes.awaitOneView(asked);
			report(protection, "stop: out of all views", gone - asked);
			nodes.start(leaving.name(), leaving.port());
			nodes.awaitOneView(gone);
		}
	}

	private static void report(Protection protection, String what, long millis) {
		System.out.printf("MEASURED %s %s %d ms%n", protection, what, millis);
	}

}
