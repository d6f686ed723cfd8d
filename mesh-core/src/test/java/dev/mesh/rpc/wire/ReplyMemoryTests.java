package dev.mesh.rpc.wire;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much is remembered, for whom.
 */
class ReplyMemoryTests {

	private static final Node CALLER = TestNode.node("a", 1, 1, new HostPort("a", 1));

	private final ReplyMemories memories = new ReplyMemories();

	@Test
	void isFoundByItsCallerAlone() {
		ReplyMemory memory = this.memories.open(7, CALLER);
		assertThat(this.memories.find(7, CALLER)).isSameAs(memory);
		assertThat(this.memories.find(8, CALLER)).isNull();
		assertThat(this.memories.find(7, TestNode.node("b", 2, 1, new HostPort("a", 1)))).isNull();
		assertThat(this.memories.find(7, TestNode.node("a", 1, 2, new HostPort("a", 1)))).isNull();
		assertThat(this.memories.open(7, CALLER)).as("a name is taken once").isNull();
	}

	@Test
	void theOldestConnectionIsForgottenFirst() {
		for (int i = 0; i < 300; i++) {
			ReplyMemory memory = this.memories.open(i, CALLER);
			assertThat(memory).isNotNull();
			this.memories.lost(memory);
		}
		assertThat(this.memories.find(43, CALLER)).isNull();
		assertThat(this.memories.find(44, CALLER)).isNotNull();
		assertThat(this.memories.find(299, CALLER)).isNotNull();
	}

	@Test
	void nothingRunsOnceItsCallerHasAsked() {
		ReplyMemory memory = new ReplyMemory(7, CALLER);
		assertThat(memory.arrived(1)).isTrue();
		memory.close();
		assertThat(memory.arrived(2)).isFalse();
	}

	@Test
	void keepsAThousandRepliesAndAQuarterOfAMegabyte() {
		ReplyMemory memory = new ReplyMemory(7, CALLER);
		for (int i = 1; i <= 1030; i++) {
			memory.replied(i, reply(10));
		}
		assertThat(memory.remembers(6)).isFalse();
		assertThat(memory.remembers(7)).isTrue();
		memory.replied(2000, reply(256 * 1024));
		assertThat(memory.remembers(1030)).isFalse();
		assertThat(memory.remembers(2000)).isTrue();
		memory.replied(2001, reply(256 * 1024 + 1));
		assertThat(memory.remembers(2001)).isFalse();
		assertThat(memory.remembers(2000)).isTrue();
	}

	private static ByteBuf reply(int bytes) {
		ByteBuf frame = Unpooled.buffer().writeZero(Frame.HEADER_BYTES + bytes);
		return Frame.seal(frame, FrameKind.RESULT, 0);
	}

}
