package dev.mesh.rpc.wire;

import java.util.List;

import dev.mesh.rpc.codec.Codec;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.codec.PayloadWriter;
import dev.mesh.rpc.codec.TypeTable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Knows byte arrays only.
 */
final class BytesCodec implements Codec {

	@Override
	public TypeTable types() {
		return new TypeTable(List.of("[B"));
	}

	@Override
	public PayloadWriter writer() {
		return (value, out) -> out.writeBytes((byte[]) value);
	}

	@Override
	public PayloadReader reader(TypeTable writersTypes) {
		return BytesCodec::read;
	}

	private static byte[] read(ByteBuf in) {
		byte[] bytes = ByteBufUtil.getBytes(in);
		in.skipBytes(bytes.length);
		return bytes;
	}

	@Override
	public void warmUp() {
	}

}
