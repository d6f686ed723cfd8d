package dev.mesh.benchmarks.calls.work;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * The order written by hand: what a codec could cost at best. Also the payload of those
 * contestants that bring no codec for records of their own.
 */
public final class OrderCodec {

	private OrderCodec() {
	}

	/**
	 * Append an order.
	 * @param order the order
	 * @param out the buffer
	 */
	public static void write(Order order, ByteBuf out) {
		out.writeLong(order.id());
		writeText(order.customer(), out);
		Instant placedAt = order.placedAt();
		out.writeLong(placedAt.getEpochSecond()).writeInt(placedAt.getNano());
		List<Line> lines = order.lines();
		out.writeInt(lines.size());
		for (Line line : lines) {
			writeText(line.sku(), out);
			out.writeInt(line.quantity());
			writeDecimal(line.price(), out);
		}
	}

	/**
	 * Read an order.
	 * @param in the buffer
	 * @return the order
	 */
	public static Order read(ByteBuf in) {
		long id = in.readLong();
		String customer = readText(in);
		Instant placedAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
		int count = in.readInt();
		List<Line> lines = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			lines.add(new Line(readText(in), in.readInt(), readDecimal(in)));
		}
		return new Order(id, customer, lines, placedAt);
	}

	/**
	 * Return an order as bytes.
	 * @param order the order
	 * @return the bytes
	 */
	public static byte[] toBytes(Order order) {
		ByteBuf out = Unpooled.buffer(256);
		write(order, out);
		return ByteBufUtil.getBytes(out);
	}

	/**
	 * Read an order from bytes.
	 * @param bytes the bytes
	 * @return the order
	 */
	public static Order ofBytes(byte[] bytes) {
		return read(Unpooled.wrappedBuffer(bytes));
	}

	private static void writeText(String text, ByteBuf out) {
		int at = out.writerIndex();
		out.writeShort(0);
		out.setShort(at, ByteBufUtil.writeUtf8(out, text));
	}

	private static String readText(ByteBuf in) {
		return in.readCharSequence(in.readUnsignedShort(), StandardCharsets.UTF_8).toString();
	}

	private static void writeDecimal(BigDecimal value, ByteBuf out) {
		BigInteger unscaled = value.unscaledValue();
		out.writeByte(value.scale());
		if (unscaled.bitLength() < Long.SIZE) {
			out.writeByte(0).writeLong(unscaled.longValue());
		}
		else {
			byte[] bytes = unscaled.toByteArray();
			out.writeByte(bytes.length).writeBytes(bytes);
		}
	}

	private static BigDecimal readDecimal(ByteBuf in) {
		int scale = in.readByte();
		int length = in.readUnsignedByte();
		if (length == 0) {
			return BigDecimal.valueOf(in.readLong(), scale);
		}
		byte[] bytes = new byte[length];
		in.readBytes(bytes);
		return new BigDecimal(new BigInteger(bytes), scale);
	}

}
