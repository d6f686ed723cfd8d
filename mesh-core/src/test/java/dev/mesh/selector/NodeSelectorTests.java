package dev.mesh.selector;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NodeSelectorTests {

	private final Fixed busy = new Fixed("busy", false, 9);

	private final Fixed idle = new Fixed("idle", false, 0);

	private final Fixed here = new Fixed("here", true, 99);

	@Test
	void ofTwoTheLessBusyIsPicked() {
		for (int i = 0; i < 50; i++) {
			assertThat(new PowerOfTwoChoices().select(List.of(this.busy, this.idle))).isSameAs(this.idle);
		}
	}

	@Test
	void ofManyTheBusiestIsNeverPicked() {
		for (int i = 0; i < 200; i++) {
			assertThat(new PowerOfTwoChoices().select(List.of(this.busy, this.idle, this.here))).isNotSameAs(this.here);
		}
	}

	@Test
	void localComesFirstHoweverBusy() {
		NodeSelector selector = new LocalFirst(new PowerOfTwoChoices());
		assertThat(selector.select(List.of(this.busy, this.here, this.idle))).isSameAs(this.here);
		assertThat(selector.select(List.of(this.busy, this.idle))).isSameAs(this.idle);
	}

	/**
	 * A candidate that does not change.
	 */
	private record Fixed(Node node, boolean local, int inFlight) implements Candidate {

		Fixed(String name, boolean local, int inFlight) {
			this(new Node(new NodeId(name.hashCode()), 1, name, "", "", Map.of(), Set.of(), 1, Role.MEMBER,
					new HostPort("h", 1), new HostPort("h", 2), Map.of()), local, inFlight);
		}

	}

}
