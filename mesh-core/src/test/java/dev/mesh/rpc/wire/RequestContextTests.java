package dev.mesh.rpc.wire;

import java.util.Map;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RequestContextTests {

	private static ByteBuf arguments() {
		return Unpooled.buffer().writeInt(4711);
	}

	@Test
	void isTakenOffTheEndAndLeavesTheArguments() {
		RequestContext context = new RequestContext("2", Map.of("user", "ada", "tester", "yes"), "eve");
		ByteBuf request = arguments();
		context.writeTo(request);
		assertThat(RequestContext.takeFrom(request)).isEqualTo(context);
		assertThat(request.readInt()).isEqualTo(4711);
		assertThat(request.isReadable()).isFalse();
	}

	@Test
	void whatIsNotSaidTakesNoRoom() {
		assertThat(RequestContext.NONE.isEmpty()).isTrue();
		ByteBuf request = arguments();
		RequestContext.NONE.writeTo(request);
		assertThat(request.readableBytes()).isEqualTo(6);
		assertThat(RequestContext.takeFrom(request)).isEqualTo(RequestContext.NONE);
	}

	@Test
	void fieldsOfALaterVersionAreSkipped() {
		ByteBuf request = arguments();
		int start = request.writerIndex();
		request.writeByte(99).writeShort(3).writeBytes(new byte[3]);
		request.writeByte(1).writeShort(3).writeShort(1).writeByte('2');
		request.writeShort(request.writerIndex() - start);
		assertThat(RequestContext.takeFrom(request)).isEqualTo(new RequestContext("2", Map.of(), null));
		assertThat(request.readableBytes()).isEqualTo(4);
	}

	@Test
	void garbageIsRefusedAndReadsNothingBeyondTheRequest() {
		Random random = new Random(5);
		for (int i = 0; i < 2000; i++) {
			byte[] garbage = new byte[random.nextInt(40)];
			random.nextBytes(garbage);
			if (garbage.length > 1) {
				garbage[garbage.length - 2] = 0;
				garbage[garbage.length - 1] = (byte) random.nextInt(48);
			}
			try {
				assertThat(RequestContext.takeFrom(Unpooled.wrappedBuffer(garbage))).isNotNull();
			}
			catch (ProtocolException ex) {
				assertThat(ex).hasMessageMatching(".*(context|ends).*");
			}
		}
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> RequestContext.takeFrom(Unpooled.buffer().writeByte(1)));
	}

	@Test
	void moreThanFitsIsRefused() {
		RequestContext context = new RequestContext(null, Map.of("a", "x".repeat(40_000), "b", "x".repeat(40_000)),
				null);
		assertThatIllegalArgumentException().isThrownBy(() -> context.writeTo(arguments()));
	}

}
