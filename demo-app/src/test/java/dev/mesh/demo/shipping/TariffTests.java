package dev.mesh.demo.shipping;

import dev.mesh.demo.money.Money;
import dev.mesh.demo.storage.DataFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TariffTests {

	private final Tariff tariff = new DataFile(new JsonMapper()).read("shipping.json", Tariff.class);

	@Test
	void chargesByWeightAndDistance() {
		assertThat(this.tariff.price(new Parcel(500, "LU"))).isEqualTo(Money.of("3.90", "EUR"));
		assertThat(this.tariff.price(new Parcel(501, "LU"))).isEqualTo(Money.of("5.40", "EUR"));
		assertThat(this.tariff.price(new Parcel(500, "NZ"))).isEqualTo(Money.of("25.35", "EUR"));
		assertThat(this.tariff.days(new Parcel(500, "NZ"))).isEqualTo(12);
	}

	@Test
	void namesACountryThatIsNotServed() {
		assertThatExceptionOfType(NotDeliverableException.class)
			.isThrownBy(() -> this.tariff.price(new Parcel(1, "AQ")))
			.withMessageContaining("'AQ'");
	}

	@Test
	void refusesWhatIsTooHeavy() {
		assertThatExceptionOfType(NotDeliverableException.class)
			.isThrownBy(() -> this.tariff.price(new Parcel(2_000_001, "LU")))
			.withMessageContaining("2000000 g");
	}

	@Test
	void givesAnOrderOneTrackingId() {
		String id = TrackingId.of("order-1");
		assertThat(id).matches("MB\\d{9}LU").isEqualTo(TrackingId.of("order-1")).isNotEqualTo(TrackingId.of("order-2"));
	}

}
