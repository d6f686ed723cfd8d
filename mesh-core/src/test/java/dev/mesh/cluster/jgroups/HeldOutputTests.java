package dev.mesh.cluster.jgroups;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeldOutput}.
 */
class HeldOutputTests {

	private final HeldOutput output = new HeldOutput();

	private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

	@Test
	void whatWasWrittenBeforeTheProofComesFirst() throws IOException {
		this.output.write(1);
		this.output.write(new byte[] { 0, 2, 3, 0 }, 1, 2);
		this.output.flush();
		assertThat(this.wire.size()).isZero();
		this.output.release(this.wire);
		this.output.write(4);
		assertThat(this.wire.toByteArray()).containsExactly(1, 2, 3, 4);
	}

	@Test
	void isBounded() throws IOException {
		this.output.write(new byte[HeldOutput.MAX_HELD]);
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> this.output.write(1))
			.withMessageContaining("do not fit");
	}

	@Test
	void aPeerThatDidNotProveItselfGetsNothing() throws IOException {
		this.output.write(1);
		this.output.fail();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> this.output.write(2));
		this.output.release(this.wire);
		assertThat(this.wire.size()).isZero();
	}

}
