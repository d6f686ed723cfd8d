package dev.mesh.rpc.wire;

import java.util.List;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.codec.TypeTable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HandshakeFormatTests {

	private final Hello hello = new Hello(1, 3, "größe", new NodeId(1), 2, new NodeId(3), 4);

	@Test
	void helloIsReadAsWritten() {
		ByteBuf bytes = Unpooled.buffer();
		this.hello.writeTo(bytes);
		assertThat(Hello.readFrom(bytes)).isEqualTo(this.hello);
	}

	@Test
	void helloCutOffAnywhereIsAProtocolError() {
		ByteBuf bytes = Unpooled.buffer();
		this.hello.writeTo(bytes);
		for (int length = 0; length < bytes.writerIndex(); length++) {
			ByteBuf cut = bytes.slice(0, length);
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Hello.readFrom(cut));
		}
	}

	@Test
	void refusalOfALaterVersionIsReadAsOther() {
		ByteBuf bytes = Unpooled.buffer().writeByte(200);
		WireText.write(bytes, "new reason");
		assertThat(Refusal.readFrom(bytes)).isEqualTo(new Refusal(Refusal.Code.OTHER, "new reason"));
	}

	@Test
	void capabilitiesAreReadAsWritten() {
		Capabilities capabilities = new Capabilities(8192, new TypeTable(List.of("a.B", "c.D")), Capabilities.STREAMS,
				7);
		ByteBuf bytes = Unpooled.buffer();
		capabilities.writeTo(bytes);
		assertThat(Capabilities.readFrom(bytes)).isEqualTo(capabilities);
	}

	@Test
	void aNodeThatSaysNothingOfFeaturesHasNone() {
		ByteBuf older = Unpooled.buffer().writeInt(8192).writeInt(1);
		WireText.write(older, "a.B");
		Capabilities read = Capabilities.readFrom(older);
		assertThat(read.knows(Capabilities.INQUIRIES)).isFalse();
		assertThat(read.knows(Capabilities.LOAD)).isFalse();
		assertThat(read.knows(Capabilities.KEY_OWNER)).isFalse();
		assertThat(read.types().names()).containsExactly("a.B");
	}

	@Test
	void typeTableThatLiesAboutItsSizeIsRefused() {
		for (int count : new int[] { -1, 3, Capabilities.MAX_NAMES + 1, Integer.MAX_VALUE }) {
			assertThatExceptionOfType(ProtocolException.class)
				.isThrownBy(() -> Capabilities.readFrom(Unpooled.buffer().writeInt(8192).writeInt(count).writeZero(4)));
		}
	}

	@Test
	void peerThatAcceptsHardlyAnythingIsRefused() {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> Capabilities.readFrom(Unpooled.buffer().writeInt(100).writeInt(0)));
	}

}
