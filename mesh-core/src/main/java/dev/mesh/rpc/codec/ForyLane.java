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

	private byte[] scratch = new byte[1024];

	/** Points at what is read; made once, as each call reads. */
	private final MemoryBuffer input = MemoryBuffer.fromByteArray(this.scratch);

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
		MemoryBuffer buffer = this.input;
		try {
			pointAt(in);
			Object value = this.fory.deserialize(buffer);
			in.skipBytes(buffer.readerIndex());
			return value;
		}
		finally {
			// Neither a peer's frame nor one large copy is kept alive.
			pointAt(this.scratch, 0, 0);
		}
	}

	private void pointAt(ByteBuf in) {
		int length = in.readableBytes();
		if (in.hasArray()) {
			pointAt(in.array(), in.arrayOffset() + in.readerIndex(), length);
			return;
		}
		byte[] copy = scratch(length);
		in.getBytes(in.readerIndex(), copy, 0, length);
		pointAt(copy, 0, length);
	}

	private void pointAt(byte[] bytes, int offset, int length) {
		this.input.pointTo(bytes, offset, length);
		this.input.readerIndex(0);
	}

	private byte[] scratch(int length) {
		if (length <= this.scratch.length) {
			return this.scratch;
		}
		byte[] larger = new byte[length];
		if (length <= KEPT_BYTES) {
			this.scratch = larger;
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
