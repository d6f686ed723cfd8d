package dev.mesh.rpc.codec;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.exception.InsecureException;
import org.apache.fory.serializer.Serializer;

/**
 * Stands for a type that Fory knows and no contract may use.
 */
final class RefusingSerializer extends Serializer<Object> {

	@SuppressWarnings({ "unchecked", "rawtypes" })
	RefusingSerializer(Config config, Class<?> type) {
		super(config, (Class) type);
	}

	@Override
	public void write(WriteContext context, Object value) {
		throw refusal();
	}

	@Override
	public Object read(ReadContext context) {
		throw refusal();
	}

	private InsecureException refusal() {
		return new InsecureException("%s does not travel".formatted(getType().getName()));
	}

}
