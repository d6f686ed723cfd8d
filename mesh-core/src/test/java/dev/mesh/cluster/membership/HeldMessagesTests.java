package dev.mesh.cluster.membership;

import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.membership.Body.Check;
import dev.mesh.cluster.membership.HeldMessages.Held;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeldMessages}.
 */
class HeldMessagesTests {

	private final HeldMessages held = new HeldMessages();

	@Test
	void areTakenOnceInTheirOrder() {
		add(1, 0);
		add(2, 0);
		assertThat(this.held.takeAll(0)).extracting((message) -> message.envelope().number()).containsExactly(1L, 2L);
		assertThat(this.held.takeAll(0)).isEmpty();
	}

	@Test
	void theOldestGiveWayToTheNewest() {
		for (int i = 0; i < 1500; i++) {
			add(i, 0);
		}
		assertThat(this.held.size()).isEqualTo(1024);
		assertThat(this.held.takeAll(0).get(0)).extracting(Held::envelope).extracting(Envelope::number).isEqualTo(476L);
	}

	@Test
	void areForgottenAfterAWhile() {
		add(1, 0);
		add(2, TimeUnit.SECONDS.toNanos(2));
		this.held.expire(TimeUnit.SECONDS.toNanos(4));
		assertThat(this.held.takeAll(TimeUnit.SECONDS.toNanos(4))).hasSize(1);
	}

	@Test
	void theTimeMayWrapAround() {
		add(1, Long.MAX_VALUE);
		assertThat(this.held.takeAll(Long.MAX_VALUE + 1)).hasSize(1);
	}

	private void add(long number, long now) {
		this.held.add(new PeerAddress(1, 1), new Envelope(new NodeId(1), 1, number, 1, new Check()), now);
	}

}
