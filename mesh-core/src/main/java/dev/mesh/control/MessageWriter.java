package dev.mesh.control;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes a control message: big-endian numbers, UTF-8 strings, and blocks that carry
 * their length. A block is what may grow: later versions append fields to it, and earlier
 * ones skip them. Not safe for use by several threads.
 *
 * @see MessageReader
 */
public final class MessageWriter {

	/**
	 * The longest message unless another limit is given: 1 MiB, what membership carries
	 * for the other parts of a node.
	 */
	public static final int MAX_BYTES = 1 << 20;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

	private final int limit;

	/**
	 * Make a writer of a message of at most {@link #MAX_BYTES}.
	 */
	public MessageWriter() {
		this(MAX_BYTES);
	}

	/**
	 * Make a writer.
	 * @param limit the most bytes that the message may have
	 */
	public MessageWriter(int limit) {
		this.limit = limit;
	}

	/**
	 * Write the low 8 bits.
	 * @param value the value
	 * @return this
	 */
	public MessageWriter int8(int value) {
		this.bytes.write(value);
		return this;
	}

	/**
	 * Write 32 bits.
	 * @param value the value
	 * @return this
	 */
	public MessageWriter int32(int value) {
		return int8(value >>> 24).int8(value >>> 16).int8(value >>> 8).int8(value);
	}

	/**
	 * Write 64 bits.
	 * @param value the value
	 * @return this
	 */
	public MessageWriter int64(long value) {
		return int32((int) (value >>> 32)).int32((int) value);
	}

	/**
	 * Write a string.
	 * @param value the value
	 * @return this
	 */
	public MessageWriter string(String value) {
		return bytes(value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Write bytes as a block.
	 * @param value the bytes
	 * @return this
	 */
	public MessageWriter bytes(byte[] value) {
		int32(value.length);
		this.bytes.writeBytes(value);
		return this;
	}

	/**
	 * Write a block.
	 * @param content writes what is in it
	 * @return this
	 */
	public MessageWriter block(Consumer<MessageWriter> content) {
		MessageWriter inner = new MessageWriter(this.limit);
		content.accept(inner);
		return bytes(inner.bytes.toByteArray());
	}

	/**
	 * Write a list, one block for each element.
	 * @param <E> the type of the elements
	 * @param elements the elements
	 * @param content writes an element
	 * @return this
	 */
	public <E> MessageWriter list(Collection<? extends E> elements, BiConsumer<MessageWriter, E> content) {
		int32(elements.size());
		for (E element : elements) {
			block((inner) -> content.accept(inner, element));
		}
		return this;
	}

	/**
	 * Return what was written.
	 * @return the message
	 * @throws IllegalArgumentException if it is longer than its limit
	 */
	public byte[] toBytes() {
		if (this.bytes.size() > this.limit) {
			throw new IllegalArgumentException("a control message has " + this.bytes.size() + " bytes, more than "
					+ this.limit + ": host fewer services per node, or shorten names and attributes");
		}
		return this.bytes.toByteArray();
	}

}
