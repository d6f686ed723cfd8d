package dev.mesh.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link MessageWriter} wrote. Whatever the bytes, reading ends in a value or
 * in a {@link MalformedMessageException}, and takes memory in proportion to the bytes
 * there are, not to what they claim. Not safe for use by several threads.
 */
public final class MessageReader {

	private final ByteBuffer bytes;

	/**
	 * Make a reader.
	 * @param message the message, not changed
	 */
	public MessageReader(byte[] message) {
		this(ByteBuffer.wrap(message));
	}

	private MessageReader(ByteBuffer bytes) {
		this.bytes = bytes;
	}

	/**
	 * Read 8 bits.
	 * @return the value, 0 to 255
	 * @throws MalformedMessageException if the message ends before
	 */
	public int int8() throws MalformedMessageException {
		need(1);
		return this.bytes.get() & 0xFF;
	}

	/**
	 * Read 32 bits.
	 * @return the value
	 * @throws MalformedMessageException if the message ends before
	 */
	public int int32() throws MalformedMessageException {
		need(Integer.BYTES);
		return this.bytes.getInt();
	}

	/**
	 * Read 64 bits.
	 * @return the value
	 * @throws MalformedMessageException if the message ends before
	 */
	public long int64() throws MalformedMessageException {
		need(Long.BYTES);
		return this.bytes.getLong();
	}

	/**
	 * Read a string.
	 * @return the value
	 * @throws MalformedMessageException if there is none
	 */
	public String string() throws MalformedMessageException {
		ByteBuffer block = slice();
		String ascii = ascii(block);
		if (ascii != null) {
			return ascii;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(block).toString();
		}
		catch (CharacterCodingException ex) {
			throw new MalformedMessageException("a string is not UTF-8: " + ex.getMessage());
		}
	}

	/** Nearly all names are, and a decoder is large for one. */
	private static @Nullable String ascii(ByteBuffer block) {
		byte[] bytes = new byte[block.remaining()];
		block.get(block.position(), bytes);
		for (byte one : bytes) {
			if (one < 0) {
				return null;
			}
		}
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/**
	 * Read a block as bytes.
	 * @param longest the most bytes to accept
	 * @return the bytes
	 * @throws MalformedMessageException if there is no block, or a longer one
	 */
	public byte[] bytes(int longest) throws MalformedMessageException {
		ByteBuffer block = slice();
		if (block.remaining() > longest) {
			throw new MalformedMessageException(
					"a payload of " + block.remaining() + " bytes is longer than " + longest);
		}
		byte[] value = new byte[block.remaining()];
		block.get(value);
		return value;
	}

	/**
	 * Read a block; what the caller leaves unread in it is skipped.
	 * @return a reader of the block
	 * @throws MalformedMessageException if there is none
	 */
	public MessageReader block() throws MalformedMessageException {
		return new MessageReader(slice());
	}

	/**
	 * Read a list.
	 * @param <E> the type of the elements
	 * @param element reads an element from its block
	 * @return the elements
	 * @throws MalformedMessageException if there is no such list
	 */
	public <E> List<E> list(ElementReader<E> element) throws MalformedMessageException {
		int size = int32();
		// Each element takes the four bytes of its length at least.
		if (size < 0 || size > this.bytes.remaining() / Integer.BYTES) {
			throw new MalformedMessageException(
					"a list claims " + size + " elements in " + this.bytes.remaining() + " bytes");
		}
		List<E> elements = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			elements.add(element.read(block()));
		}
		return elements;
	}

	/**
	 * Tell whether there is more to read: what a later version appended is absent in what
	 * an earlier one wrote.
	 * @return whether anything is left
	 */
	public boolean hasRemaining() {
		return this.bytes.hasRemaining();
	}

	/**
	 * Require that all has been read.
	 * @throws MalformedMessageException if bytes are left over
	 */
	public void end() throws MalformedMessageException {
		if (this.bytes.hasRemaining()) {
			throw new MalformedMessageException(this.bytes.remaining() + " bytes are left over");
		}
	}

	private ByteBuffer slice() throws MalformedMessageException {
		int length = int32();
		need(length);
		ByteBuffer slice = this.bytes.slice(this.bytes.position(), length);
		this.bytes.position(this.bytes.position() + length);
		return slice;
	}

	private void need(int length) throws MalformedMessageException {
		if (length < 0 || length > this.bytes.remaining()) {
			throw new MalformedMessageException("at byte " + this.bytes.position() + " " + length
					+ " bytes are claimed and " + this.bytes.remaining() + " are left");
		}
	}

	/**
	 * Reads one element of a list.
	 *
	 * @param <E> the type of the element
	 */
	@FunctionalInterface
	public interface ElementReader<E> {

		/**
		 * Read the element.
		 * @param block a reader of the element's block
		 * @return the element
		 * @throws MalformedMessageException if there is no such element
		 */
		E read(MessageReader block) throws MalformedMessageException;

	}

}
