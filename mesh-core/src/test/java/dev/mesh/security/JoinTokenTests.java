package dev.mesh.security;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JoinTokenTests {

	@Test
	void refusesATokenOfFifteenCharactersWithoutShowingIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> JoinToken.of("abcdefghijklmno"))
			.withMessageContaining("15 characters")
			.withMessageContaining("16")
			.withMessageNotContaining("abcdefghijklmno");
	}

	@Test
	void takesATokenOfSixteenCharacters() {
		assertThat(JoinToken.of("abcdefghijklmnop").bytes()).hasSize(16);
	}

	@Test
	void refusesALineEndThatAFileAdded() {
		assertThatIllegalArgumentException().isThrownBy(() -> JoinToken.of("abcdefghijklmnop\n"))
			.withMessageContaining("white space");
	}

	@Test
	void isMaskedInText() {
		assertThat("token: " + JoinToken.of("abcdefghijklmnop")).isEqualTo("token: JoinToken[masked]");
	}

}
