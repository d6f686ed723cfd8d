package dev.mesh.cluster.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.Body.Announcement;
import dev.mesh.cluster.membership.Body.Exclusion;
import dev.mesh.cluster.membership.Body.Hello;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ViewMaker}.
 */
class ViewMakerTests {

	private static final Node A = node(1, "a");

	private static final Node B = node(2, "b");

	private static final Node C = node(3, "c");

	private static final Node D = node(4, "d");

	private static final long LATER = TimeUnit.SECONDS.toNanos(1);

	private final List<View> announced = new ArrayList<>();

	private final ViewMaker maker = new ViewMaker(new ViewMaker.Post() {

		@Override
		public void send(PeerAddress to, Body body) {
		}

		@Override
		public void announce(Announcement announcement) {
			ViewMakerTests.this.announced.add(announcement.view());
		}

		@Override
		public void fence(PeerAddress to, Exclusion exclusion, ViewDecision because) {
		}

	});

	@Test
	void announcesAtOnceWhenAllHaveSpoken() {
		regroup(0, A, B);
		say(A, new View(0, 0, A.id(), List.of()));
		this.maker.advance(1);
		assertThat(this.announced).isEmpty();
		say(B, new View(0, 0, B.id(), List.of()));
		this.maker.advance(2);
		assertThat(last().members()).containsExactly(A, B);
	}

	@Test
	void waitsForTheSilentOnlySoLongAndAddsThemLater() {
		regroup(0, A, B);
		say(A, new View(0, 0, A.id(), List.of()));
		this.maker.advance(LATER);
		assertThat(last().members()).containsExactly(A);
		say(B, new View(0, 0, B.id(), List.of()));
		this.maker.advance(2 * LATER);
		assertThat(last().members()).containsExactly(A, B);
		assertThat(last().number()).isEqualTo(2);
		assertThat(last().epoch()).isEqualTo(1);
	}

	@Test
	void thoseThatJoinTogetherShareAView() {
		form();
		regroup(1, A, B, C);
		say(C, new View(0, 0, C.id(), List.of()));
		this.maker.advance(2);
		assertThat(this.announced).hasSize(1);
		assertThat(this.maker.isSettled()).isFalse();
		regroup(1, A, B, C, D);
		say(D, new View(0, 0, D.id(), List.of()));
		this.maker.advance(LATER);
		assertThat(this.announced).hasSize(2);
		assertThat(last().members()).containsExactly(A, B, C, D);
		assertThat(this.maker.isSettled()).isTrue();
	}

	@Test
	void whoIsLostIsToldAtOnce() {
		form();
		regroup(1, A);
		this.maker.advance(2);
		assertThat(last().members()).containsExactly(A);
	}

	@Test
	void saysNothingTwice() {
		form();
		say(B, last());
		this.maker.advance(2 * LATER);
		assertThat(this.announced).hasSize(1);
	}

	@Test
	void whoHasAnotherViewOfTheSameNumberGetsALaterOne() {
		form();
		View first = last();
		say(B, new View(first.number(), first.epoch(), first.coordinator(), List.of(B)));
		this.maker.advance(2 * LATER);
		assertThat(last().number()).isGreaterThan(first.number());
		assertThat(last().epoch()).isEqualTo(first.epoch());
		assertThat(last().members()).isEqualTo(first.members());
	}

	@Test
	void whoFollowsAnotherLeaderOfTheSameEpochGetsANewerOne() {
		form();
		View first = last();
		say(B, new View(first.number(), first.epoch(), B.id(), List.of(B)));
		this.maker.advance(2 * LATER);
		assertThat(last().epoch()).isGreaterThan(first.epoch());
	}

	@Test
	void aStrangerToTheGroupIsNotHeard() {
		regroup(0, A);
		say(A, new View(0, 0, A.id(), List.of()));
		say(B, new View(0, 0, B.id(), List.of()));
		this.maker.advance(LATER);
		assertThat(last().members()).containsExactly(A);
	}

	@Test
	void onlyTheFirstOfTheGroupMakesViews() {
		LinkView group = new LinkView(1, address(A), A.clusterAddress(), List.of(address(B), address(A)), false);
		this.maker.regroup(group, new Standing(A, new View(0, 0, A.id(), List.of()), Map.of(), false), 0);
		say(A, new View(0, 0, A.id(), List.of()));
		this.maker.advance(LATER);
		assertThat(this.announced).isEmpty();
	}

	private void form() {
		regroup(0, A, B);
		say(A, new View(0, 0, A.id(), List.of()));
		say(B, new View(0, 0, B.id(), List.of()));
		this.maker.advance(1);
		assertThat(this.announced).hasSize(1);
	}

	private View last() {
		return this.announced.get(this.announced.size() - 1);
	}

	private void regroup(long now, Node... nodes) {
		List<PeerAddress> members = List.of(nodes).stream().map(ViewMakerTests::address).toList();
		this.maker.regroup(new LinkView(1, address(A), A.clusterAddress(), members, false),
				new Standing(A, new View(0, 0, A.id(), List.of()), Map.of(), false), now);
	}

	private void say(Node node, View view) {
		Hello hello = new Hello(node, view.number() > 0, view.coordinator(), Candidate.keys(view));
		this.maker.hear(address(node), new Envelope(node.id(), node.incarnation(), view.number(), view.epoch(), hello),
				hello);
	}

	private static PeerAddress address(Node node) {
		return new PeerAddress(0, node.id().value());
	}

	private static Node node(long id, String name) {
		HostPort address = new HostPort("127.0.0.1", (int) (7000 + id));
		return new Node(new NodeId(id), 10, name, "z", "r", Map.of(), Set.of(), 1, Role.MEMBER, address, address,
				Map.of());
	}

}
