package dev.mesh.rpc.wire;

import java.util.List;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import dev.mesh.rpc.wire.HandshakeRules.Accepted;
import dev.mesh.rpc.wire.HandshakeRules.Refused;
import dev.mesh.rpc.wire.HandshakeRules.Undecided;
import dev.mesh.rpc.wire.HandshakeRules.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakeRulesTests {

	private final Node self = TestNode.node("self", 1, 10, new HostPort("h", 1));

	private final Node peer = TestNode.node("peer", 2, 20, new HostPort("h", 2));

	private final View view = new View(5, 1, this.self.id(), List.of(this.self, this.peer));

	@Test
	void memberIsAccepted() {
		assertThat(judge(Hello.of("shop", this.peer, this.self), 5)).isEqualTo(new Accepted(this.peer));
	}

	@Test
	void laterVersionThatStillSpeaksOursIsAccepted() {
		Hello hello = new Hello(1, 9, "shop", this.peer.id(), 20, this.self.id(), 10);
		assertThat(judge(hello, 5)).isInstanceOf(Accepted.class);
	}

	@Test
	void laterVersionOnlyIsRefused() {
		Hello hello = new Hello(2, 9, "shop", this.peer.id(), 20, this.self.id(), 10);
		assertThat(code(judge(hello, 5))).isEqualTo(Refusal.Code.VERSION);
	}

	@Test
	void otherClusterIsRefused() {
		assertThat(code(judge(Hello.of("other", this.peer, this.self), 5))).isEqualTo(Refusal.Code.WRONG_CLUSTER);
	}

	@Test
	void callForAFormerIncarnationIsRefused() {
		Hello hello = new Hello(1, 1, "shop", this.peer.id(), 20, this.self.id(), 9);
		assertThat(code(judge(hello, 5))).isEqualTo(Refusal.Code.WRONG_NODE);
	}

	@Test
	void formerIncarnationIsNoMember() {
		Hello hello = new Hello(1, 1, "shop", this.peer.id(), 19, this.self.id(), 10);
		assertThat(code(judge(hello, 5))).isEqualTo(Refusal.Code.NOT_A_MEMBER);
	}

	@Test
	void strangerWithANewerViewIsUndecided() {
		Node stranger = TestNode.node("stranger", 3, 30, new HostPort("h", 3));
		assertThat(judge(Hello.of("shop", stranger, this.self), 6)).isInstanceOf(Undecided.class);
		assertThat(code(judge(Hello.of("shop", stranger, this.self), 5))).isEqualTo(Refusal.Code.NOT_A_MEMBER);
	}

	private Verdict judge(Hello hello, long itsView) {
		return new HandshakeRules("shop").judge(hello, itsView, this.self, this.view);
	}

	private static Refusal.Code code(Verdict verdict) {
		return ((Refused) verdict).refusal().code();
	}

}
