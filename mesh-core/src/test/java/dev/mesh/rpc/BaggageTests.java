package dev.mesh.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@SuppressWarnings("try") // scopes are there to be closed, not used
class BaggageTests {

	@Test
	void isCarriedByTheThreadUntilItsScopeIsClosed() {
		try (CallContext.Scope outer = Baggage.EMPTY.with("user", "ada").open()) {
			try (CallContext.Scope inner = Baggage.current().with("user", "bob").with("tester", "yes").open()) {
				assertThat(Baggage.current().entries()).isEqualTo(Map.of("user", "bob", "tester", "yes"));
			}
			assertThat(Baggage.current().get("user")).isEqualTo("ada");
		}
		assertThat(Baggage.current()).isSameAs(Baggage.EMPTY);
	}

	@Test
	void isBounded() {
		assertThatIllegalArgumentException().isThrownBy(() -> Baggage.EMPTY.with(" ", "x"));
		assertThatIllegalArgumentException().isThrownBy(() -> Baggage.EMPTY.with("mesh.pin.a", "x"));
		assertThatIllegalArgumentException().isThrownBy(() -> Baggage.EMPTY.with("a", "x".repeat(257)));
		Baggage full = Baggage.EMPTY;
		for (int i = 0; i < Baggage.MAX_ENTRIES; i++) {
			full = full.with("n" + i, "v");
		}
		Baggage filled = full;
		assertThatIllegalArgumentException().isThrownBy(() -> filled.with("more", "v"));
		assertThat(filled.with("n1", "other").get("n1")).isEqualTo("other");
		assertThat(filled.pin("service", "1")).isSameAs(filled);
	}

	@Test
	void whatArrivesIsLetThroughByNameAndWithinTheBounds() {
		Map<String, String> arrived = new HashMap<>(Map.of("user", "ada", "card", "4711", "mesh.pin.pricing", "2"));
		assertThat(Baggage.of(arrived, Set.of("user")).entries())
			.isEqualTo(Map.of("user", "ada", "mesh.pin.pricing", "2"));
		assertThat(Baggage.of(Map.of("user", "x".repeat(300)), Set.of("user"))).isSameAs(Baggage.EMPTY);
		for (int i = 0; i < 100; i++) {
			arrived.put("mesh.pin.s" + i, "1");
		}
		assertThat(Baggage.of(arrived, Set.of()).entries()).hasSize(Baggage.MAX_ENTRIES);
	}

	@Test
	void pinsAreKeptByService() {
		Baggage pinned = Baggage.EMPTY.pin("pricing", "2");
		assertThat(pinned.pinned("pricing")).isEqualTo("2");
		assertThat(pinned.pinned("cart")).isNull();
		assertThat(pinned.pin("pricing", "2")).isSameAs(pinned);
		assertThat(pinned.only(Set.of())).isEqualTo(pinned);
	}

}
