package dev.mesh.rpc.call;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class NodeLoadTests {

	private final NodeLoad load = new NodeLoad();

	@Test
	void callsCountUntilTheyEnd() {
		this.load.begin();
		this.load.begin();
		this.load.end();
		assertThat(this.load.inFlight()).isOne();
	}

	@Test
	void whatANodeSaysIsThatOfOthersBeyondTheOwnCallsStillThere() {
		this.load.begin();
		this.load.begin();
		this.load.begin();
		this.load.report(5);
		this.load.end();
		assertThat(this.load.inFlight()).isEqualTo(2);
		assertThat(this.load.inFlightOfOthers(System.nanoTime())).isPositive();
		this.load.report(1);
		assertThat(this.load.inFlightOfOthers(System.nanoTime())).isZero();
	}

	@Test
	void whatANodeSaidFades() {
		assertThat(this.load.inFlightOfOthers(System.nanoTime())).isZero();
		this.load.report(2);
		assertThat(this.load.inFlightOfOthers(System.nanoTime())).isBetween(1, 2);
		await().until(() -> this.load.inFlightOfOthers(System.nanoTime()) == 0);
	}

}
