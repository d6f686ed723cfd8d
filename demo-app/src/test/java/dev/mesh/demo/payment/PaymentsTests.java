package dev.mesh.demo.payment;

import java.time.Clock;
import java.util.UUID;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.money.Money;
import dev.mesh.demo.storage.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds of both versions, or nobody could go from one to the other.
 */
abstract class PaymentsTests {

	private static final String GOOD_CARD = "4242 4242 4242 4242";

	private static final Money TEN = Money.ofMinor(1000, "EUR");

	private final String order = "order-" + UUID.randomUUID();

	@Autowired
	Database database;

	@Autowired
	Clock clock;

	@Autowired
	NodeName node;

	@ParameterizedTest
	@EnumSource
	void theSameOrderIsChargedOnce(Version version) {
		Payments payments = payments(version);
		Payment first = payments.charge(this.order, TEN, GOOD_CARD);
		assertThat(payments.charge(this.order, TEN, GOOD_CARD)).isEqualTo(first);
		assertThat(rows((version == Version.CARD) ? "payment" : "booking")).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void whatWasRefundedIsNotChargedAgain(Version version) {
		Payments payments = payments(version);
		payments.charge(this.order, TEN, GOOD_CARD);
		payments.refund(this.order);
		assertThatExceptionOfType(PaymentDeclinedException.class)
			.isThrownBy(() -> payments.charge(this.order, TEN, GOOD_CARD));
	}

	@ParameterizedTest
	@EnumSource
	void aChargeThatComesAfterItsRefundIsDeclined(Version version) {
		Payments payments = payments(version);
		payments.refund(this.order);
		payments.refund(this.order);
		assertThatExceptionOfType(PaymentDeclinedException.class)
			.isThrownBy(() -> payments.charge(this.order, TEN, GOOD_CARD));
	}

	@ParameterizedTest
	@EnumSource
	void theIssuerMayDecline(Version version) {
		assertThatExceptionOfType(PaymentDeclinedException.class)
			.isThrownBy(() -> payments(version).charge(this.order, TEN, "4000 0000 0000 0002"));
		assertThat(rows("payment") + rows("booking")).isZero();
	}

	@Test
	void bothAnswerTheSame() {
		assertThat(payments(Version.LEDGER).charge(this.order, TEN, GOOD_CARD))
			.isEqualTo(payments(Version.CARD).charge(this.order, TEN, GOOD_CARD));
	}

	private Payments payments(Version version) {
		return switch (version) {
			case CARD -> new CardPayments(this.database, this.clock, this.node);
			case LEDGER -> new LedgerPayments(this.database, this.clock, this.node);
		};
	}

	private int rows(String table) {
		return this.database.read()
			.sql("select count(*) from " + table + " where order_id = :order")
			.param("order", this.order)
			.query(Integer.class)
			.single();
	}

	enum Version {

		CARD, LEDGER

	}

}
