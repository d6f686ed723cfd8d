package dev.mesh.rpc.wire;

import dev.mesh.rpc.CallPriority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a request in one byte.
 */
class RequestFlagsTests {

	@ParameterizedTest
	@EnumSource
	void areReadAsWritten(CallPriority priority) {
		for (boolean set : new boolean[] { true, false }) {
			int flags = RequestFlags.of(new StatedRequest(1, 2, set, !set, priority));
			assertThat(RequestFlags.isOneWay(flags)).isEqualTo(set);
			assertThat(RequestFlags.isIdempotent(flags)).isEqualTo(!set);
			assertThat(RequestFlags.priority(flags)).isEqualTo(priority);
		}
	}

	@Test
	void whatIsNotKnownIsPassedOver() {
		assertThat(RequestFlags.priority(0xF0)).isEqualTo(CallPriority.NORMAL);
		assertThat(RequestFlags.priority(3 << 2)).isEqualTo(CallPriority.NORMAL);
		assertThat(RequestFlags.isOneWay(-1 & ~1)).isFalse();
	}

}
