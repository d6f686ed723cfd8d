package dev.mesh.rpc.codec;

import java.lang.reflect.Modifier;
import java.util.Collection;

import io.netty.buffer.ByteBuf;
import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One Fory instance with its buffers. Used by one thread at a time.
 *
 * <p>
 * Fory works on arrays it owns; what it writes is copied into the frame in one go, and a
 * frame without an accessible array is copied in first. For the few hundred bytes of a
 * usual call that costs less than Fory's slower access to foreign memory would, and bytes
 * of a peer are never touched through an address.
 */
final class ForyLane {

	/**
	 * A lane keeps buffers up to this size, so that one large value does not stay.
	 */
	private static final int KEPT_BYTES = 64 * 1024;

	private final Fory fory;

	private MemoryBuffer output = MemoryBuffer.newHeapBuffer(1024);

	private byte[] input = new byte[1024];

	ForyLane(Fory fory) {
		this.fory = fory;
	}

	void write(@Nullable Object value, ByteBuf out) {
		MemoryBuffer buffer = this.output;
		buffer.writerIndex(0);
		try {
			this.fory.serialize(buffer, value);
			out.writeBytes(buffer.getHeapMemory(), 0, buffer.writerIndex());
		}
		finally {
			if (buffer.size() > KEPT_BYTES) {
				this.output = MemoryBuffer.newHeapBuffer(1024);
			}
		}
	}

	@Nullable Object read(ByteBuf in) {
		MemoryBuffer buffer = wrap(in);
		Object value = this.fory.deserialize(buffer);
		in.skipBytes(buffer.readerIndex());
		return value;
	}

	private MemoryBuffer wrap(ByteBuf in) {
		int length = in.readableBytes();
		if (in.hasArray()) {
			return MemoryBuffer.fromByteArray(in.array(), in.arrayOffset() + in.readerIndex(), length);
		}
		byte[] copy = scratch(length);
		in.getBytes(in.readerIndex(), copy, 0, length);
		return MemoryBuffer.fromByteArray(copy, 0, length);
	}

	private byte[] scratch(int length) {
		if (length <= this.input.length) {
			return this.input;
		}
		byte[] larger = new byte[length];
		if (length <= KEPT_BYTES) {
			this.input = larger;
		}
		return larger;
	}

	/**
	 * Make the serializers of types. Not with Fory's own means: they insist on the
	 * lambdas that are refused here.
	 */
	void warmUp(Collection<Class<?>> types) {
		for (Class<?> type : types) {
			if (!Modifier.isAbstract(type.getModifiers()) || type.isEnum() || type.isArray()) {
				this.fory.getTypeResolver().getSerializer(type);
			}
		}
	}

}
