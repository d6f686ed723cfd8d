package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.rpc.codec.Codec;
import dev.mesh.rpc.codec.CodecException;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.codec.PayloadWriter;
import dev.mesh.rpc.codec.TypeTable;
import dev.mesh.rpc.codec.ExceptionFormat;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Sends the index of a value that both sides can look up; lists arrive as copies.
 */
final class TestCodec implements Codec, ExceptionFormat {

	private final Map<Integer, Object[]> values = new ConcurrentHashMap<>();

	private final AtomicInteger count = new AtomicInteger();

	@Override
	public TypeTable types() {
		return new TypeTable(List.of());
	}

	@Override
	public PayloadWriter writer() {
		return this::writeValue;
	}

	@Override
	public PayloadReader reader(TypeTable writersTypes) {
		return this::readValue;
	}

	@Override
	public void warmUp() {
	}

	@Override
	public void write(Throwable exception, ByteBuf out) {
		writeValue(exception, out);
	}

	@Override
	public Throwable read(ByteBuf in, PayloadReader reader) {
		return (Throwable) Objects.requireNonNull(reader.read(in));
	}

	private void writeValue(@Nullable Object value, ByteBuf out) {
		if (value == Trouble.UNWRITABLE) {
			throw new CodecException("cannot write this", null);
		}
		int index = this.count.getAndIncrement();
		this.values.put(index, new Object[] { (value instanceof List<?> list) ? new ArrayList<>(list) : value });
		out.writeInt(index);
	}

	private @Nullable Object readValue(ByteBuf in) {
		Object value = Objects.requireNonNull(this.values.get(in.readInt()))[0];
		if (value == Trouble.UNREADABLE) {
			throw new CodecException("cannot read this", null);
		}
		return (value instanceof List<?> list) ? new ArrayList<>(list) : value;
	}

	/**
	 * Values that make trouble.
	 */
	enum Trouble {

		UNWRITABLE, UNREADABLE

	}

}
