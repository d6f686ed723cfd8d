package dev.mesh.cluster.jgroups;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConnectHeaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.9", "fe80::1" })
	void isReadToTheByte(String address) throws IOException {
		byte[] header = ConnectHeader.of(InetAddress.getByName(address), 7800);
		byte[] stream = Arrays.copyOf(header, header.length + 5);
		ByteArrayInputStream in = new ByteArrayInputStream(stream);
		assertThat(ConnectHeader.read(in)).isEqualTo(header);
		assertThat(in.available()).isEqualTo(5);
	}

	@Test
	void aForeignProtocolIsRefused() {
		assertRefused("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), "membership protocol");
	}

	@Test
	void aTlsHelloIsExplained() {
		assertRefused(new byte[] { 22, 3, 1, 2, 0, 1, 0 }, "speaks TLS");
	}

	@Test
	void anotherVersionIsRefused() throws IOException {
		byte[] header = ConnectHeader.of(InetAddress.getLoopbackAddress(), 7800);
		header[4] = 0x7f;
		assertRefused(header, "JGroups");
	}

	@Test
	void anAddressOfAnOddLengthIsRefused() throws IOException {
		byte[] header = ConnectHeader.of(InetAddress.getLoopbackAddress(), 7800);
		header[8] = 127;
		assertRefused(header, "127");
		header[8] = 4;
		header[6] = 0x7f;
		assertRefused(header, "declares an address");
	}

	@Test
	void aHeaderThatEndsEarlyIsNotOne() throws IOException {
		byte[] header = ConnectHeader.of(InetAddress.getLoopbackAddress(), 7800);
		for (int length = 0; length < header.length; length++) {
			byte[] part = Arrays.copyOf(header, length);
			assertThatExceptionOfType(EOFException.class)
				.isThrownBy(() -> ConnectHeader.read(new ByteArrayInputStream(part)));
		}
	}

	private static void assertRefused(byte[] bytes, String reason) {
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> ConnectHeader.read(new ByteArrayInputStream(bytes)))
			.withMessageContaining(reason);
	}

}
