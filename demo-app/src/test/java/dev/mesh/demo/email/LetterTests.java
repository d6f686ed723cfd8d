package dev.mesh.demo.email;

import java.util.List;

import dev.mesh.demo.money.Money;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LetterTests {

	@Test
	void alignsTheAmounts() {
		Letter letter = Letter.of(new Confirmation("o1", "ada@example.com",
				List.of(new Confirmation.Item(2, "Round Teapot", Money.of("92", "EUR"))), Money.of("5.40", "EUR"),
				Money.of("97.40", "EUR"), "MB123LU"));
		assertThat(letter.subject()).isEqualTo("Your order o1");
		assertThat(letter.body()).isEqualTo("""
				Thank you for your order.

				2 x Round Teapot                                   92.00 EUR
				Shipping                                            5.40 EUR
				Total                                              97.40 EUR

				Your parcel travels as MB123LU.
				""");
	}

}
