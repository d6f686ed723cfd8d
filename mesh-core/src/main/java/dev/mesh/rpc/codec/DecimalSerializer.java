package dev.mesh.rpc.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.serializer.ImmutableSerializer;

/**
 * Writes decimals of up to 18 digits, such as prices, as a number and a scale. Fory's own
 * goes through {@link BigInteger} and two arrays, which for an order of five lines is
 * half of all the garbage of a call.
 */
final class DecimalSerializer extends ImmutableSerializer<BigDecimal> {

	/** So many always fit into a long. */
	private static final int DIGITS = 18;

	/** The lowest bit before the unscaled value: whether it is longer; then the scale. */
	private static final long LONG = 1;

	DecimalSerializer(Config config) {
		super(config, BigDecimal.class);
	}

	@Override
	public void write(WriteContext context, BigDecimal value) {
		MemoryBuffer out = context.getBuffer();
		// A subclass may answer anything; what it is worth arrives.
		if (value.getClass() == BigDecimal.class && value.precision() <= DIGITS) {
			out.writeVarInt64((long) value.scale() << 1);
			out.writeVarInt64(value.scaleByPowerOfTen(value.scale()).longValue());
		}
		else {
			out.writeVarInt64((long) value.scale() << 1 | LONG);
			byte[] unscaled = value.unscaledValue().toByteArray();
			out.writeVarUInt32(unscaled.length);
			out.writeBytes(unscaled);
		}
	}

	@Override
	public boolean readDataAlwaysAdvances() {
		return true;
	}

	@Override
	public BigDecimal read(ReadContext context) {
		MemoryBuffer in = context.getBuffer();
		long head = in.readVarInt64();
		int scale = Math.toIntExact(head >> 1);
		return ((head & LONG) != 0) ? new BigDecimal(unscaled(in), scale)
				: BigDecimal.valueOf(in.readVarInt64(), scale);
	}

	private static BigInteger unscaled(MemoryBuffer in) {
		int length = in.readVarUInt32();
		if (length <= 0 || length > in.remaining()) {
			throw new IllegalArgumentException(
					"a decimal of " + length + " bytes where " + in.remaining() + " are left");
		}
		return new BigInteger(in.readBytes(length));
	}

}
