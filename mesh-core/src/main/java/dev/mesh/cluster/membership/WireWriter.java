package dev.mesh.cluster.membership;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Writes the primitives of the wire format: fixed-width big-endian numbers, texts as
 * UTF-8 with a two-byte length, lists with a two-byte count. Refuses at the sender what a
 * receiver would refuse.
 */
final class WireWriter {

	private byte[] bytes = new byte[512];

	private int size;

	WireWriter writeByte(int value) {
		reserve(1);
		this.bytes[this.size++] = (byte) value;
		return this;
	}

	WireWriter writeShort(int value) {
		return writeByte(value >>> 8).writeByte(value);
	}

	WireWriter writeInt(int value) {
		return writeShort(value >>> 16).writeShort(value);
	}

	WireWriter writeLong(long value) {
		return writeInt((int) (value >>> 32)).writeInt((int) value);
	}

	WireWriter writeText(String text) {
		byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
		if (encoded.length > WireReader.MAX_TEXT) {
			throw new IllegalArgumentException("a text of " + encoded.length + " bytes begins with '"
					+ text.substring(0, 32) + "'. Shorten it to " + WireReader.MAX_TEXT + " bytes.");
		}
		return writeShort(encoded.length).write(encoded);
	}

	<T> WireWriter writeAll(Collection<T> values, Consumer<T> writer) {
		if (values.size() > WireReader.MAX_COUNT) {
			throw new IllegalArgumentException(
					"a list has " + values.size() + " elements. Keep it to " + WireReader.MAX_COUNT + ".");
		}
		writeShort(values.size());
		values.forEach(writer);
		return this;
	}

	WireWriter write(byte[] value) {
		reserve(value.length);
		System.arraycopy(value, 0, this.bytes, this.size, value.length);
		this.size += value.length;
		return this;
	}

	byte[] toBytes() {
		return Arrays.copyOf(this.bytes, this.size);
	}

	private void reserve(int more) {
		if (this.bytes.length - this.size < more) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.size + more));
		}
	}

}
