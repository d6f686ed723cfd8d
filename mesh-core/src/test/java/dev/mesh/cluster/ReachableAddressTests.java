package dev.mesh.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ReachableAddress}.
 */
class ReachableAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "::" })
	void allAddressesAreNeverAnnounced(String all) throws IOException {
		InetAddress announced = ReachableAddress.of(all);
		assertThat(announced.isAnyLocalAddress()).isFalse();
		assertThat(announced.isLinkLocalAddress()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 127.0.0.1", "10.1.2.3, 10.1.2.3", "localhost, 127.0.0.1" })
	void aCertainAddressIsAnnouncedAsALiteral(String bindAddress, String announced) throws IOException {
		assertThat(ReachableAddress.of(bindAddress).getHostAddress()).isEqualTo(announced);
	}

	@Test
	void aNameThatDoesNotResolveIsAnError() {
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> ReachableAddress.of("nowhere.invalid"));
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1 fe80::1 93.1.1.1 10.0.0.7, 10.0.0.7", "2001:db8::1 93.1.1.1, 93.1.1.1",
			"fe80::1 2001:db8::1, 2001:db8:0:0:0:0:0:1", "127.0.0.1 fe80::1 0.0.0.0, 127.0.0.1",
			"172.17.0.1 192.168.1.5, 172.17.0.1" })
	void ofManyAnAddressOfAPrivateNetworkIsChosen(String addresses, String chosen) throws IOException {
		List<InetAddress> candidates = Arrays.stream(addresses.split(" ")).map(ReachableAddressTests::literal).toList();
		assertThat(ReachableAddress.best(candidates).getHostAddress()).isEqualTo(chosen);
	}

	private static InetAddress literal(String text) {
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
