package dev.mesh.rpc.wire;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.rpc.codec.TypeTable;
import io.netty.buffer.ByteBuf;

/**
 * Writes and reads the table of types that peers exchange once both are proven.
 */
final class TypeTableFormat {

	static final int MAX_NAMES = 65_536;

	private TypeTableFormat() {
	}

	static void write(ByteBuf out, TypeTable types) {
		out.writeInt(types.names().size());
		for (String name : types.names()) {
			WireText.write(out, name);
		}
	}

	static TypeTable read(ByteBuf in) {
		WireText.require(in, 4);
		int count = in.readInt();
		// each name takes two bytes at least: a lying count is caught before the list is
		// made
		if (count < 0 || count > MAX_NAMES || count > in.readableBytes() / 2) {
			throw new ProtocolException("type table of " + count + " names in " + in.readableBytes() + " bytes");
		}
		List<String> names = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			names.add(WireText.read(in));
		}
		return new TypeTable(names);
	}

}
