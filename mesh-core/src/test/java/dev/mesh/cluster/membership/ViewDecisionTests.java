package dev.mesh.cluster.membership;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ViewDecision}.
 */
class ViewDecisionTests {

	private static final Node A = node(1, "a", Role.MEMBER);

	private static final Node B = node(2, "b", Role.MEMBER);

	private static final Node C = node(3, "c", Role.MEMBER);

	private static final Node WATCHER = node(4, "w", Role.OBSERVER);

	@Test
	void firstNodeLeadsItsOwnView() {
		ViewDecision decision = ViewDecision.of(List.of(fresh(A, 0)));
		assertThat(decision.leader()).isEqualTo(A.id());
		assertThat(decision.number()).isEqualTo(1);
		assertThat(decision.epoch()).isEqualTo(1);
	}

	@Test
	void newcomerIsAddedLastAndChangesNeitherLeaderNorEpoch() {
		View view = view(5, 2, A, B);
		ViewDecision decision = ViewDecision.of(List.of(fresh(C, 0), member(B, view), member(A, view)));
		assertThat(nodes(decision)).containsExactly(A, B, C);
		assertThat(decision.leader()).isEqualTo(A.id());
		assertThat(decision.epoch()).isEqualTo(2);
		assertThat(decision.number()).isEqualTo(6);
	}

	@Test
	void nextMemberLeadsInANewEpochWhenTheLeaderIsGone() {
		View view = view(5, 2, A, WATCHER, B);
		ViewDecision decision = ViewDecision.of(List.of(member(WATCHER, view), member(B, view)));
		assertThat(decision.leader()).isEqualTo(B.id());
		assertThat(decision.epoch()).isEqualTo(3);
	}

	@Test
	void newestEpochWinsAMergeAgainstMoreMembersAndHigherNumbers() {
		View large = view(50, 2, A, B);
		View newer = view(6, 3, C);
		ViewDecision decision = ViewDecision.of(List.of(member(A, large), member(B, large), member(C, newer)));
		assertThat(nodes(decision)).containsExactly(C);
		assertThat(decision.fenced()).extracting(Candidate::node).containsExactly(A, B);
		assertThat(decision.leader()).isEqualTo(C.id());
		assertThat(decision.epoch()).isEqualTo(3);
		assertThat(decision.number()).isEqualTo(51);
	}

	@Test
	void twoLeadersOfOneEpochGiveWayToANewEpochOfTheLargerSide() {
		View left = view(6, 3, A, B);
		View right = view(7, 3, C);
		ViewDecision decision = ViewDecision.of(List.of(member(C, right), member(A, left), member(B, left)));
		assertThat(decision.leader()).isEqualTo(A.id());
		assertThat(decision.epoch()).isEqualTo(4);
	}

	@Test
	void aMemberThatFollowedAnotherLeaderInTheSameEpochSeesANewEpoch() {
		View winner = view(7, 3, A, B, C);
		View other = view(6, 3, B);
		ViewDecision decision = ViewDecision.of(List.of(member(A, winner), member(C, winner), member(B, other)));
		assertThat(decision.leader()).isEqualTo(A.id());
		assertThat(decision.fenced()).isEmpty();
		assertThat(decision.epoch()).isEqualTo(4);
	}

	@Test
	void numberExceedsThatOfAnyNodeWhateverItsView() {
		ViewDecision decision = ViewDecision.of(List.of(member(A, view(5, 2, A)), fresh(B, 99)));
		assertThat(decision.number()).isEqualTo(100);
	}

	@Test
	void secondHolderOfANameIsRefused() {
		Node twin = node(9, "a", Role.MEMBER);
		View view = view(5, 2, A);
		ViewDecision decision = ViewDecision.of(List.of(fresh(twin, 0), member(A, view)));
		assertThat(nodes(decision)).containsExactly(A);
		assertThat(decision.refused().values()).containsExactly(A);
	}

	@Test
	void returningIncarnationReplacesTheOneItLeft() {
		Node again = Nodes.as(A, 77);
		View view = view(5, 2, A, B);
		Candidate back = new Candidate(new PeerAddress(9, 9), again, false, 5, 2, A.id(), List.of());
		ViewDecision decision = ViewDecision.of(List.of(member(A, view), member(B, view), back));
		assertThat(nodes(decision)).containsExactly(B, again);
		assertThat(decision.refused()).isEmpty();
	}

	private static List<Node> nodes(ViewDecision decision) {
		return decision.members().stream().map(Candidate::node).toList();
	}

	private static View view(long number, long epoch, Node... members) {
		return new View(number, epoch, members[0].id(), List.of(members));
	}

	private static Candidate member(Node node, View view) {
		return Candidate.of(new PeerAddress(0, node.id().value()), node, view);
	}

	private static Candidate fresh(Node node, long number) {
		return new Candidate(new PeerAddress(0, node.id().value()), node, false, number, 0, node.id(), List.of());
	}

	private static Node node(long id, String name, Role role) {
		HostPort address = new HostPort("127.0.0.1", (int) (7000 + id));
		return new Node(new NodeId(id), 10, name, "z", "r", Map.of(), Set.of(), 1, role, address, address, Map.of());
	}

}
