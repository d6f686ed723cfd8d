package dev.mesh.demo.ads;

import java.util.List;
import java.util.stream.IntStream;

import dev.mesh.demo.NodeNames;
import dev.mesh.demo.storage.DataFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ContextAdsTests {

	private final Ads ads = new ContextAds(new DataFile(new JsonMapper()), NodeNames.here());

	@Test
	void picksWhatFitsThePageBest() {
		assertThat(this.ads.pick(List.of("wool", "winter", "gift")).sku()).isEqualTo("tartan-scarf");
	}

	@Test
	void letsAdsTakeTurnsWhereNoneFits() {
		assertThat(IntStream.range(0, 10).mapToObj((i) -> this.ads.pick(List.of()).sku()).distinct())
			.hasSizeGreaterThan(5);
	}

}
