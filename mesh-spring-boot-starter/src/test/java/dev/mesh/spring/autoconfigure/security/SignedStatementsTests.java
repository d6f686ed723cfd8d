package dev.mesh.spring.autoconfigure.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.IdentityRefusedException;
import dev.mesh.spring.autoconfigure.security.SignedStatements.Stated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SignedStatementsTests {

	private static final NodeId CALLER = new NodeId(7);

	private static final Duration LIFETIME = Duration.ofMinutes(1);

	private Instant now = Instant.parse("2026-01-01T12:00:00Z");

	private final SignedStatements statements = statements("a token that all nodes share");

	private SignedStatements statements(String secret) {
		return new SignedStatements(secret, LIFETIME, () -> this.now);
	}

	private String adas() {
		return this.statements.state(CALLER, "payment", "ada.lovelace@example.com",
				List.of("ROLE_CLERK", "pay:refund"));
	}

	@Test
	void whatWasStatedIsBelieved() throws IdentityRefusedException {
		assertThat(this.statements.check(CALLER, "payment", adas()))
			.isEqualTo(new Stated("ada.lovelace@example.com", List.of("ROLE_CLERK", "pay:refund")));
		assertThat(this.statements.check(CALLER, "payment", this.statements.state(CALLER, "payment", "", List.of())))
			.isEqualTo(new Stated("", List.of()));
	}

	@Test
	void ofAnotherNodeOrForAnotherServiceItIsNot() {
		assertThatExceptionOfType(IdentityRefusedException.class)
			.isThrownBy(() -> this.statements.check(new NodeId(8), "payment", adas()))
			.withMessageContaining("not signed for this call");
		assertThatExceptionOfType(IdentityRefusedException.class)
			.isThrownBy(() -> this.statements.check(CALLER, "cart", adas()))
			.withMessageContaining("not signed for this call");
	}

	@Test
	void norIfSignedWithAnotherToken() {
		String forged = statements("a token of somebody else").state(CALLER, "payment", "ada", List.of());
		assertThatExceptionOfType(IdentityRefusedException.class)
			.isThrownBy(() -> this.statements.check(CALLER, "payment", forged))
			.withMessageContaining("set the same one on all");
	}

	@Test
	void norOnceItIsOldOrFromTheFuture() throws IdentityRefusedException {
		String stated = adas();
		this.now = this.now.plus(LIFETIME);
		assertThat(this.statements.check(CALLER, "payment", stated)).isNotNull();
		this.now = this.now.plusMillis(1);
		assertThatExceptionOfType(IdentityRefusedException.class)
			.isThrownBy(() -> this.statements.check(CALLER, "payment", stated))
			.withMessageContaining("before the clock here");
		this.now = this.now.minus(LIFETIME.multipliedBy(2)).minusMillis(2);
		assertThatExceptionOfType(IdentityRefusedException.class)
			.isThrownBy(() -> this.statements.check(CALLER, "payment", stated))
			.withMessageContaining("ahead of the clock here");
	}

	@Test
	void norIfAnyCharacterIsChanged() {
		String stated = adas();
		for (int i = 0; i < stated.length() - 1; i++) {
			char other = (stated.charAt(i) == 'A') ? 'B' : 'A';
			String altered = stated.substring(0, i) + other + stated.substring(i + 1);
			assertThatExceptionOfType(IdentityRefusedException.class).as(altered)
				.isThrownBy(() -> this.statements.check(CALLER, "payment", altered));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "1", "1.2.3", "1.x.YQ.YQ", "2.0.YQ.YQ", "1.0..", "....", "1.0.%%.%%" })
	void garbageIsRefused(String garbage) {
		assertThatExceptionOfType(IdentityRefusedException.class)
			.isThrownBy(() -> this.statements.check(CALLER, "payment", garbage));
	}

}
