package dev.mesh.rpc.server;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.mesh.rpc.codec.CodecException;
import dev.mesh.rpc.codec.CompiledJar;
import dev.mesh.rpc.codec.ForyCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Arguments of a caller that tells nothing of its contract.
 */
class ArgumentsTests {

	@Test
	void whatTheCodecWouldMisreadIsRefused(@TempDir Path directory) throws Exception {
		try (CompiledJar older = CompiledJar.of(Files.createDirectory(directory.resolve("old")),
				"record Order(String id, Line line, int quantity) {}", "record Line(int total) {}");
				CompiledJar newer = CompiledJar.of(Files.createDirectory(directory.resolve("new")),
						"record Order(String id, String line, int quantity) {}")) {
			ForyCodec olds = older.codec("Order");
			ByteBuf bytes = Unpooled.buffer();
			Object[] arguments = { older.make("Order", "o1", older.make("Line", 3), 9) };
			Arguments.write(arguments, olds.writer(), bytes);
			assertThatExceptionOfType(CodecException.class)
				.isThrownBy(() -> Arguments.read(1, bytes, newer.codec("Order").reader(olds.types())))
				.withMessageContaining("bytes are left over");
		}
	}

}
