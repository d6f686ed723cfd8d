package dev.mesh.rpc.fingerprint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.rpc.fingerprint.TypeShape.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a {@link ContractShape}. Later versions may append fields to any
 * block, or to the end; they may not change what is there. Equal shapes have equal bytes,
 * which the fingerprint is made from: so whoever has the fingerprint can tell whether
 * bytes are the ones that are meant.
 */
final class ShapeFormat {

	/**
	 * The longest form that is sent or accepted; a type takes about a hundred bytes.
	 */
	static final int MAX_BYTES = 512 * 1024;

	private static final int VERSION = 1;

	private ShapeFormat() {
	}

	static byte[] encode(ContractShape shape) {
		MessageWriter out = new MessageWriter(Integer.MAX_VALUE).int8(VERSION);
		out.list(shape.methods().values(),
				(item, method) -> item.string(method.signature())
					.list(method.parameters(), MessageWriter::string)
					.string(method.result()));
		out.<Map.Entry<String, TypeShape>>list(shape.types().entrySet(), (item, type) -> {
			item.string(type.getKey()).int8(code(type.getValue().kind()));
			item.<Map.Entry<String, String>>list(type.getValue().fields().entrySet(),
					(field, entry) -> field.string(entry.getKey()).string(entry.getValue()));
			item.list(type.getValue().parts(), MessageWriter::string);
		});
		return out.toBytes();
	}

	/**
	 * Read a shape that another node sent.
	 * @param bytes the bytes
	 * @return the shape
	 * @throws MalformedMessageException if they are no shape, or too long for one
	 */
	static ContractShape decode(byte[] bytes) throws MalformedMessageException {
		if (bytes.length > MAX_BYTES) {
			throw new MalformedMessageException("it has " + bytes.length + " bytes, more than " + MAX_BYTES);
		}
		MessageReader in = new MessageReader(bytes);
		int version = in.int8();
		if (version < VERSION) {
			throw new MalformedMessageException("version " + version + " was never in use");
		}
		Map<String, MethodShape> methods = new TreeMap<>();
		for (MethodShape method : in.list(ShapeFormat::readMethod)) {
			requireNew(methods.put(method.signature(), method), method.signature());
		}
		Map<String, TypeShape> types = new TreeMap<>();
		for (Map.Entry<String, TypeShape> type : in.list(ShapeFormat::readType)) {
			requireNew(types.put(type.getKey(), type.getValue()), type.getKey());
		}
		return new ContractShape(methods, types);
	}

	private static MethodShape readMethod(MessageReader in) throws MalformedMessageException {
		return new MethodShape(in.string(), in.list(MessageReader::string), in.string());
	}

	private static Map.Entry<String, TypeShape> readType(MessageReader in) throws MalformedMessageException {
		String name = in.string();
		Kind kind = kind(in.int8());
		Map<String, String> fields = new TreeMap<>();
		for (Map.Entry<String, String> field : in.list((item) -> Map.entry(item.string(), item.string()))) {
			requireNew(fields.put(field.getKey(), field.getValue()), name + "." + field.getKey());
		}
		List<String> parts = in.list(MessageReader::string);
		return Map.entry(name, new TypeShape(kind, new TreeMap<>(fields), parts));
	}

	private static int code(Kind kind) {
		return switch (kind) {
			case RECORD -> 0;
			case CLASS -> 1;
			case INTERFACE -> 2;
			case ENUM -> 3;
			case CONTAINER -> 4;
		};
	}

	private static Kind kind(int code) throws MalformedMessageException {
		return switch (code) {
			case 0 -> Kind.RECORD;
			case 1 -> Kind.CLASS;
			case 2 -> Kind.INTERFACE;
			case 3 -> Kind.ENUM;
			case 4 -> Kind.CONTAINER;
			default -> throw new MalformedMessageException("kind " + code + " of a type is unknown here");
		};
	}

	private static void requireNew(@Nullable Object former, String name) throws MalformedMessageException {
		if (former != null) {
			throw new MalformedMessageException("'" + name + "' is there twice");
		}
	}

}
