package dev.mesh.demo.payment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CardNumberTests {

	@ParameterizedTest
	@ValueSource(strings = { "4242 4242 4242 4242", "5555-5555-5555-4444", "378282246310005" })
	void acceptsNumbersAsPeopleWriteThem(String number) {
		assertThat(CardNumber.parse(number).ending()).hasSize(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "4242 4242 4242 4243", "4242", "", "4242 4242 4242 424x", "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢" })
	void refusesWhatIsNoCardNumber(String number) {
		assertThatExceptionOfType(PaymentDeclinedException.class).isThrownBy(() -> CardNumber.parse(number));
	}

	@Test
	void showsOnlyTheEnding() {
		assertThat(CardNumber.parse("4242424242424242")).hasToString("card ending in 4242");
	}

}
