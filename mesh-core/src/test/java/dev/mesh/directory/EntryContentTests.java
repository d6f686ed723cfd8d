package dev.mesh.directory;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class EntryContentTests {

	private static final ServiceId CART = new ServiceId("cart", "1");

	private EntryContent content = EntryContent.EMPTY;

	@Test
	void aShareThatWaversIsNoNews() {
		this.content = this.content.withLoad(new Load(0.304, 0));
		for (double share : new double[] { 0.26, 0.34, 0.3, 0.345 }) {
			assertThat(this.content.withLoad(new Load(share, 0))).isEqualTo(this.content);
		}
		assertThat(this.content.load().cpu()).isEqualTo(0.3);
	}

	@Test
	void aShareThatDriftsIsFollowed() {
		for (double share = 0; share <= 1; share += 0.01) {
			this.content = this.content.withLoad(new Load(share, 0));
			assertThat(this.content.load().cpu()).isCloseTo(share, within(0.05));
		}
		assertThat(this.content.withLoad(Load.NONE).load()).isEqualTo(Load.NONE);
	}

	@Test
	void callsAreNewsWhateverTheShare() {
		this.content = this.content.withLoad(new Load(0.3, 0));
		EntryContent busy = this.content.withLoad(new Load(0.31, 2, Map.of(CART, 2)));
		assertThat(busy.load()).isEqualTo(new Load(0.3, 2, Map.of(CART, 2)));
	}

}
