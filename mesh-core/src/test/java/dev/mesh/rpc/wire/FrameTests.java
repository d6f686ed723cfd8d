package dev.mesh.rpc.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FrameTests {

	@Test
	void requestIsLaidOutAsDocumented() {
		ByteBuf frame = Frame.begin(ByteBufAllocator.DEFAULT, Frame.REQUEST_HEADER_BYTES).writeByte(0xAB);
		Frame.setMethod(frame, 0x0102030405060708L);
		Frame.seal(frame, FrameKind.REQUEST, RequestFlags.ONE_WAY);
		Frame.setId(frame, 7);
		Frame.setStampAndView(frame, 0x1112131415161718L, 9);
		Frame.setMicrosLeft(frame, 1000);
		assertThat(ByteBufUtil.hexDump(frame)).isEqualTo("00000027" + "05" + "01" + "00000007" + "1112131415161718"
				+ "0000000000000009" + "0102030405060708" + "00000000000003e8" + "ab");
		frame.release();
	}

	@Test
	void replyAndControlFramesCostTwentySixBytes() {
		ByteBuf frame = Frame.empty(ByteBufAllocator.DEFAULT, FrameKind.CANCEL, 3);
		assertThat(ByteBufUtil.hexDump(frame)).isEqualTo("000000160a00" + "00000003" + "00".repeat(16));
		frame.release();
	}

	@Test
	void everyKindIsFoundByItsCode() {
		for (FrameKind kind : FrameKind.values()) {
			assertThat(FrameKind.of(kind.code())).isSameAs(kind);
		}
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> FrameKind.of(0));
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> FrameKind.of(FrameKind.values().length + 1));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> FrameKind.of(-1));
	}

}
