package dev.mesh.rpc.wire;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionGateTests {

	private final ConnectionGate gate = new ConnectionGate(3, 2);

	private final Channel first = new EmbeddedChannel();

	private final Channel second = new EmbeddedChannel();

	private final Channel third = new EmbeddedChannel();

	@Test
	void oldestUnprovenGoesForANewcomer() {
		assertThat(this.gate.enter(this.first)).isNull();
		assertThat(this.gate.enter(this.second)).isNull();
		assertThat(this.gate.enter(this.third)).isSameAs(this.first);
	}

	@Test
	void provenOnesStay() {
		this.gate.enter(this.first);
		this.gate.prove(this.first);
		this.gate.enter(this.second);
		this.gate.enter(this.third);
		assertThat(this.gate.enter(new EmbeddedChannel())).isSameAs(this.second);
	}

	@Test
	void newcomerIsTurnedAwayWhenAllAreProven() {
		for (Channel member : new Channel[] { this.first, this.second, this.third }) {
			this.gate.enter(member);
			this.gate.prove(member);
		}
		Channel newcomer = new EmbeddedChannel();
		assertThat(this.gate.enter(newcomer)).isSameAs(newcomer);
		this.gate.leave(this.first);
		assertThat(this.gate.enter(newcomer)).isNull();
	}

}
