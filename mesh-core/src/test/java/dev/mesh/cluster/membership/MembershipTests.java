package dev.mesh.cluster.membership;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.Body.Announcement;
import dev.mesh.cluster.membership.Body.Application;
import dev.mesh.cluster.membership.Body.Exclusion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Membership}.
 */
class MembershipTests {

	private final Simulation simulation = new Simulation(1);

	private final SimulatedNode a = this.simulation.add("a");

	private final SimulatedNode b = this.simulation.add("b");

	private void form() {
		this.simulation.regroup(false);
		this.simulation.run(Duration.ofSeconds(3));
		assertThat(this.a.view().members()).hasSize(2);
		assertThat(this.b.view()).isEqualTo(this.a.view());
	}

	@Test
	void messagesOfMembersArrive() {
		form();
		this.a.deliver(this.b.address(), message(this.b, 0));
		assertThat(this.a.received).containsExactly("b: hello");
	}

	@Test
	void aMessageFromANewerViewWaitsForThatView() {
		form();
		SimulatedNode c = this.simulation.add("c");
		Node joining = c.membership.standing().self();
		View last = this.a.view();
		Envelope early = new Envelope(joining.id(), joining.incarnation(), last.number() + 1, last.epoch(), hello());
		this.a.deliver(c.address(), early);
		assertThat(this.a.received).isEmpty();
		this.simulation.regroup(false);
		this.simulation.run(Duration.ofSeconds(1));
		assertThat(this.a.view().number()).isEqualTo(last.number() + 1);
		assertThat(this.a.received).containsExactly("c: hello");
	}

	@Test
	void aZombiesMessageIsDroppedAndItIsToldAndComesBackAsANewIncarnation() {
		form();
		Envelope fromBefore = message(this.b, 0);
		long incarnation = this.b.membership.standing().self().incarnation();
		this.b.side = 1;
		this.simulation.regroup(false);
		this.simulation.run(Duration.ofSeconds(3));
		assertThat(this.a.view().members()).hasSize(1);
		this.b.side = 0;
		View newer = new View(this.a.view().number() + 9, this.a.view().epoch() + 9, this.a.view().coordinator(),
				this.a.view().members());
		this.a.deliver(this.a.address(), announcement(this.a, newer));
		this.a.deliver(this.b.address(), fromBefore);
		this.simulation.run(Duration.ofSeconds(3));
		assertThat(this.a.received).isEmpty();
		assertThat(this.b.statuses).contains(MembershipStatus.EXCLUDED);
		assertThat(this.b.membership.standing().self().incarnation()).isGreaterThan(incarnation);
		assertThat(this.a.view()).isEqualTo(this.b.view());
		assertThat(this.a.view().members()).hasSize(2);
	}

	@Test
	void aHungNodeAsksBeforeItAnswersAnything() {
		form();
		this.simulation.hang(this.b, Duration.ofMillis(1500));
		this.simulation.run(Duration.ofSeconds(1));
		this.b.deliver(this.a.address(), message(this.a, 0));
		this.b.statuses.clear();
		this.simulation.run(Duration.ofMillis(501));
		assertThat(this.b.statuses).startsWith(MembershipStatus.JOINING);
		assertThat(this.b.received).isEmpty();
		this.simulation.run(Duration.ofMillis(250));
		assertThat(this.b.statuses).contains(MembershipStatus.MEMBER);
		assertThat(this.b.received).containsExactly("a: hello");
	}

	@Test
	void anExclusionByAnOlderViewOrOfAnotherIncarnationChangesNothing() {
		form();
		Node self = this.b.membership.standing().self();
		this.b.deliver(this.a.address(), exclusion(MemberKey.of(self), -1));
		this.b.deliver(this.a.address(), exclusion(new MemberKey(self.id(), self.incarnation() - 1), 1));
		assertThat(this.b.isMember()).isTrue();
		assertThat(this.b.membership.standing().self()).isEqualTo(self);
	}

	@Test
	void anAnnouncementOfAnOlderViewOrByAnotherThanTheMakerChangesNothing() {
		form();
		View last = this.b.view();
		View older = new View(last.number() - 1, last.epoch(), last.coordinator(), last.members());
		View ofOlderEpoch = new View(last.number() + 1, last.epoch() - 1, last.coordinator(), last.members());
		View next = new View(last.number() + 1, last.epoch(), last.coordinator(), last.members());
		this.b.deliver(this.a.address(), announcement(this.a, older));
		this.b.deliver(this.a.address(), announcement(this.a, ofOlderEpoch));
		this.b.deliver(new PeerAddress(9, 9), announcement(this.a, next));
		assertThat(this.b.view()).isEqualTo(last);
	}

	@Test
	void garbageChangesNothing() {
		form();
		Random random = new Random(3);
		for (int i = 0; i < 1000; i++) {
			byte[] garbage = new byte[random.nextInt(100)];
			random.nextBytes(garbage);
			this.b.deliver(this.b.generation(), this.a.address(), garbage);
		}
		assertThat(this.b.view()).isEqualTo(this.a.view());
		assertThat(this.b.isMember()).isTrue();
	}

	@Test
	void whatBelongsToAnOlderConnectionIsVoid() {
		form();
		byte[] message = EnvelopeFormat.encode(message(this.a, 0));
		this.b.deliver(this.b.generation() - 1, this.a.address(), message);
		this.b.deliver(this.b.generation() + 1, this.a.address(), message);
		assertThat(this.b.received).isEmpty();
		LinkView stale = new LinkView(this.b.generation() - 1, this.b.address(), this.b.listening(),
				List.of(this.b.address()), false);
		this.b.turn(() -> this.b.membership.regrouped(stale, this.simulation.now()));
		this.simulation.run(Duration.ofSeconds(3));
		assertThat(this.b.view().members()).hasSize(2);
	}

	@Test
	void theSecondNodeOfANameIsRefusedWithBothAddresses() {
		form();
		SimulatedNode twin = this.simulation.add("a");
		this.simulation.regroup(false);
		this.simulation.run(SimulatedNode.FAILURE_TIMEOUT.multipliedBy(2));
		assertThat(twin.conflicts).isEmpty();
		this.simulation.run(Duration.ofSeconds(3));
		assertThat(twin.conflicts).isNotEmpty();
		assertThat(twin.conflicts.get(0).holder()).isEqualTo(this.a.listening());
		assertThat(twin.conflicts.get(0).refused()).isEqualTo(twin.listening());
		assertThat(this.a.view().members()).hasSize(2);
	}

	private static Envelope message(SimulatedNode from, long later) {
		Node self = from.membership.standing().self();
		View view = from.view();
		return new Envelope(self.id(), self.incarnation(), view.number() + later, view.epoch(), hello());
	}

	private static Application hello() {
		return new Application(Subject.DIRECTORY, "hello".getBytes(StandardCharsets.UTF_8));
	}

	private Envelope exclusion(MemberKey excluded, long later) {
		Node sender = this.a.membership.standing().self();
		View view = this.a.view();
		return new Envelope(sender.id(), sender.incarnation(), view.number() + later, view.epoch(),
				new Exclusion(excluded, true));
	}

	private static Envelope announcement(SimulatedNode maker, View view) {
		Node self = maker.membership.standing().self();
		List<PeerAddress> addresses = view.members()
			.stream()
			.map((member) -> new PeerAddress(member.id().value(), 1))
			.toList();
		return new Envelope(self.id(), self.incarnation(), view.number(), view.epoch(),
				new Announcement(view, addresses));
	}

}
