package dev.mesh.cluster.membership;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link WireWriter} writes. Every length is checked against what is left
 * before anything is allocated for it.
 */
final class WireReader {

	static final int MAX_TEXT = 4096;

	static final int MAX_COUNT = 4096;

	private final ByteBuffer bytes;

	WireReader(byte[] bytes) {
		this.bytes = ByteBuffer.wrap(bytes);
	}

	int readByte() throws MalformedMessageException {
		need(1);
		return this.bytes.get() & 0xff;
	}

	int readShort() throws MalformedMessageException {
		need(2);
		return this.bytes.getShort() & 0xffff;
	}

	int readInt() throws MalformedMessageException {
		need(4);
		return this.bytes.getInt();
	}

	long readLong() throws MalformedMessageException {
		need(8);
		return this.bytes.getLong();
	}

	String readText() throws MalformedMessageException {
		int length = readShort();
		if (length > MAX_TEXT) {
			throw new MalformedMessageException("a text of " + length + " bytes");
		}
		need(length);
		ByteBuffer slice = this.bytes.slice().limit(length);
		this.bytes.position(this.bytes.position() + length);
		try {
			CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(slice);
			return text.toString();
		}
		catch (CharacterCodingException ex) {
			throw new MalformedMessageException("a text is not UTF-8", ex);
		}
	}

	<T> List<T> readAll(Element<T> element) throws MalformedMessageException {
		int count = readShort();
		if (count > MAX_COUNT || count > this.bytes.remaining()) {
			throw new MalformedMessageException("a list of " + count + " elements");
		}
		List<T> values = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			values.add(element.read());
		}
		return values;
	}

	byte[] readBytes(int length) throws MalformedMessageException {
		need(length);
		byte[] value = new byte[length];
		this.bytes.get(value);
		return value;
	}

	int remaining() {
		return this.bytes.remaining();
	}

	private void need(int length) throws MalformedMessageException {
		if (length < 0 || length > this.bytes.remaining()) {
			throw new MalformedMessageException(
					length + " bytes are needed and " + this.bytes.remaining() + " are left");
		}
	}

	/**
	 * Reads one element of a list.
	 *
	 * @param <T> the type of the element
	 */
	@FunctionalInterface
	interface Element<T> {

		T read() throws MalformedMessageException;

	}

}
