package dev.mesh.rpc.codec;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.ImmutableSerializer;

/**
 * Keeps the instant: Fory's own leaves the offset out, and the hour that clocks repeat in
 * autumn arrives an hour early.
 */
final class ZonedDateTimeSerializer extends ImmutableSerializer<ZonedDateTime> {

	ZonedDateTimeSerializer(Config config) {
		super(config, ZonedDateTime.class);
	}

	@Override
	public void write(WriteContext context, ZonedDateTime value) {
		context.getBuffer().writeInt64(value.toEpochSecond());
		context.getBuffer().writeInt32(value.getNano());
		context.writeString(value.getZone().getId());
	}

	@Override
	public ZonedDateTime read(ReadContext context) {
		Instant instant = Instant.ofEpochSecond(context.getBuffer().readInt64(), context.getBuffer().readInt32());
		return ZonedDateTime.ofInstant(instant, ZoneId.of(context.readString()));
	}

}
