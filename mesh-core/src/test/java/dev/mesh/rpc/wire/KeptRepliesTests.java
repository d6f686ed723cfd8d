package dev.mesh.rpc.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import dev.mesh.rpc.wire.KeptReplies.Kept;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeptRepliesTests {

	private static final int MOST = 1024;

	private static final int MOST_BYTES = 256 * 1024;

	@ParameterizedTest
	@ValueSource(ints = { 1, 30, 300, 5_000, 200_000 })
	void theLastOnesAreKeptAsTheyWere(int largest) {
		Random random = new Random(largest);
		KeptReplies kept = new KeptReplies();
		Deque<Integer> ids = new ArrayDeque<>();
		Deque<byte[]> bodies = new ArrayDeque<>();
		int bytes = 0;
		for (int id = 1; id <= 3_000; id++) {
			byte[] body = new byte[random.nextInt(largest)];
			random.nextBytes(body);
			ByteBuf reply = Unpooled.wrappedBuffer(new byte[7], body);
			kept.add(id, FrameKind.RESULT, reply, 7, body.length);
			ids.add(id);
			bodies.add(body);
			bytes += body.length;
			while (ids.size() > MOST || bytes > MOST_BYTES) {
				assertThat(kept.find(ids.remove())).isNull();
				bytes -= bodies.remove().length;
			}
			if (id % 500 == 0) {
				assertSame(kept, ids, bodies);
			}
		}
	}

	private static void assertSame(KeptReplies kept, Deque<Integer> ids, Deque<byte[]> bodies) {
		Deque<byte[]> left = new ArrayDeque<>(bodies);
		for (int id : ids) {
			Kept found = kept.find(id);
			assertThat(found).isNotNull();
			assertThat(found.kind()).isEqualTo(FrameKind.RESULT);
			assertThat(found.body()).isEqualTo(left.remove());
		}
	}

}
