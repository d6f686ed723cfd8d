package dev.mesh.rpc.wire;

import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FrameDecoderTests {

	private final FrameDecoder decoder = new FrameDecoder();

	private final EmbeddedChannel channel = new EmbeddedChannel(this.decoder);

	@Test
	void waitsForAllOfAFrame() {
		ByteBuf bytes = Unpooled.buffer().writeInt(26).writeZero(26);
		while (bytes.readableBytes() > 1) {
			assertThat(this.channel.writeInbound(bytes.readBytes(1))).isFalse();
		}
		assertThat(this.channel.writeInbound(bytes.readBytes(1))).isTrue();
		ByteBuf frame = this.channel.readInbound();
		assertThat(frame.readableBytes()).isEqualTo(30);
		frame.release();
		bytes.release();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 8 * 1024, 60_000, 1_000_000 })
	void cutsFramesOfAllSizesHoweverTheyArrive(int piece) {
		int[] sizes = { 30, 300_000, 262_148, 262_149, 30, 1_000_000, 31, 500_000 };
		EmbeddedChannel limited = new EmbeddedChannel(limited(1_000_000));
		ByteBuf sent = Unpooled.buffer();
		Random random = new Random(1);
		for (int size : sizes) {
			byte[] body = new byte[size - Frame.LENGTH_BYTES];
			random.nextBytes(body);
			sent.writeInt(body.length).writeBytes(body);
		}
		ByteBuf expected = sent.copy();
		while (sent.isReadable()) {
			limited.writeInbound(sent.readBytes(Math.min(piece, sent.readableBytes())));
		}
		for (int size : sizes) {
			ByteBuf frame = limited.readInbound();
			assertThat(frame).isEqualTo(expected.readSlice(size));
			frame.release();
		}
		assertThat(limited.finish()).isFalse();
		sent.release();
		expected.release();
	}

	@Test
	void keepsFullBuffersOfALargeFrameAndCopiesFromThoseThatAreMostlyEmpty() {
		EmbeddedChannel limited = new EmbeddedChannel(limited(1_000_000));
		limited.writeInbound(Unpooled.buffer().writeInt(900_000).writeZero(100));
		ByteBuf full = Unpooled.buffer(64 * 1024).writeZero(60 * 1024);
		ByteBuf mostlyEmpty = Unpooled.buffer(64 * 1024).writeZero(16 * 1024);
		limited.writeInbound(full, mostlyEmpty);
		assertThat(full.refCnt()).isOne();
		assertThat(mostlyEmpty.refCnt()).isZero();
		limited.finishAndReleaseAll();
		assertThat(full.refCnt()).isZero();
	}

	@Test
	void refusesLengthsFromTwoGigabytesOnBeforeMoreArrives() {
		refuses(Integer.MAX_VALUE);
		refuses(-1);
	}

	@Test
	void refusesLengthsShorterThanAHeader() {
		refuses(0);
		refuses(Frame.HEADER_BYTES - Frame.LENGTH_BYTES - 1);
	}

	@Test
	void refusesMoreThanTheLimitAndAcceptsTheLimit() {
		refuses(Frame.MAX_HELLO_BYTES - Frame.LENGTH_BYTES + 1);
		this.decoder.limitTo(100);
		EmbeddedChannel fresh = new EmbeddedChannel(limited(100));
		assertThat(fresh.writeInbound(Unpooled.buffer().writeInt(96).writeZero(96))).isTrue();
		fresh.<ByteBuf>readInbound().release();
	}

	@Test
	void dropsWhatFollowsABrokenLength() {
		refuses(-1);
		EmbeddedChannel broken = new EmbeddedChannel(limited(100));
		assertThatExceptionOfType(DecoderException.class)
			.isThrownBy(() -> broken.writeInbound(Unpooled.buffer().writeInt(-1)));
		assertThat(broken.writeInbound(Unpooled.buffer().writeInt(26).writeZero(26))).isFalse();
	}

	private static FrameDecoder limited(int bytes) {
		FrameDecoder limited = new FrameDecoder();
		limited.limitTo(bytes);
		return limited;
	}

	private static void refuses(int length) {
		EmbeddedChannel fresh = new EmbeddedChannel(new FrameDecoder());
		assertThatExceptionOfType(DecoderException.class)
			.isThrownBy(() -> fresh.writeInbound(Unpooled.buffer().writeInt(length)))
			.withCauseInstanceOf(ProtocolException.class);
	}

}
