package dev.mesh.rpc.wire;

import java.util.Map;
import java.util.TreeMap;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a request says beside its method and arguments. It stands behind the arguments,
 * where a node of an earlier version never looks, and says itself how long it is: tagged
 * fields of which unknown ones are skipped.
 *
 * @param version the canonical version that is called, or {@code null} for any
 * @param baggage the words that travel with the request
 * @param identity what is said of on whose behalf it is made, or {@code null} for nothing
 */
public record RequestContext(@Nullable String version, Map<String, String> baggage, @Nullable String identity) {

	/**
	 * Says nothing.
	 */
	public static final RequestContext NONE = new RequestContext(null, Map.of(), null);

	private static final int VERSION = 1;

	private static final int BAGGAGE = 2;

	private static final int IDENTITY = 3;

	private static final int MAX_BYTES = 0xffff;

	private static final int LENGTH_BYTES = Short.BYTES;

	/**
	 * Tell whether it says nothing, so that nothing needs to be sent.
	 * @return whether it is empty
	 */
	public boolean isEmpty() {
		return this.version == null && this.baggage.isEmpty() && this.identity == null;
	}

	/**
	 * Append this to a request's arguments.
	 * @param out the request under construction
	 */
	public void writeTo(ByteBuf out) {
		int start = out.writerIndex();
		writeText(out, VERSION, this.version);
		if (!this.baggage.isEmpty()) {
			out.writeByte(BAGGAGE);
			int length = begin(out);
			this.baggage.forEach((name, value) -> {
				WireText.write(out, name);
				WireText.write(out, value);
			});
			end(out, length);
		}
		writeText(out, IDENTITY, this.identity);
		int bytes = out.writerIndex() - start;
		if (bytes > MAX_BYTES) {
			throw new IllegalArgumentException(
					"what is said of a request takes " + bytes + " bytes: at most " + MAX_BYTES + " can be sent");
		}
		out.writeShort(bytes);
	}

	private static void writeText(ByteBuf out, int tag, @Nullable String text) {
		if (text != null) {
			out.writeByte(tag);
			int length = begin(out);
			WireText.write(out, text);
			end(out, length);
		}
	}

	private static int begin(ByteBuf out) {
		int at = out.writerIndex();
		out.writeShort(0);
		return at;
	}

	private static void end(ByteBuf out, int at) {
		out.setShort(at, out.writerIndex() - at - LENGTH_BYTES);
	}

	/**
	 * Take the context off the end of a request, so that the arguments remain.
	 * @param request the arguments with the context
	 * @return the context
	 * @throws ProtocolException if there is none
	 */
	public static RequestContext takeFrom(ByteBuf request) {
		int readable = request.readableBytes();
		if (readable < LENGTH_BYTES) {
			throw new ProtocolException("request of " + readable + " bytes claims a context");
		}
		int end = request.writerIndex() - LENGTH_BYTES;
		int length = request.getUnsignedShort(end);
		if (length > readable - LENGTH_BYTES) {
			throw new ProtocolException("context of " + length + " bytes in a request of " + readable);
		}
		ByteBuf fields = request.slice(end - length, length);
		request.writerIndex(end - length);
		return read(fields);
	}

	private static RequestContext read(ByteBuf fields) {
		String version = null;
		String identity = null;
		Map<String, String> baggage = new TreeMap<>();
		while (fields.isReadable()) {
			int tag = fields.readUnsignedByte();
			WireText.require(fields, LENGTH_BYTES);
			int length = fields.readUnsignedShort();
			WireText.require(fields, length);
			ByteBuf field = fields.readSlice(length);
			if (tag == VERSION) {
				version = WireText.read(field);
			}
			else if (tag == IDENTITY) {
				identity = WireText.read(field);
			}
			else if (tag == BAGGAGE) {
				while (field.isReadable()) {
					baggage.put(WireText.read(field), WireText.read(field));
				}
			}
		}
		return new RequestContext(version, baggage, identity);
	}

}
