package dev.mesh.demo.catalog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.mesh.demo.NodeNames;
import dev.mesh.demo.storage.DataFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class FileCatalogTests {

	private final Catalog catalog = catalog(Duration.ZERO);

	private static Catalog catalog(Duration hiccup) {
		return new FileCatalog(new DataFile(new JsonMapper()), NodeNames.here(), new Hiccup(hiccup));
	}

	@Test
	void holdsFortyProductsOrMoreInSixCategoriesEachWithAPicture() {
		List<Product> products = this.catalog.search("", "").products();
		assertThat(products).hasSizeGreaterThanOrEqualTo(40);
		assertThat(products.stream().map(Product::category).distinct()).hasSize(6);
		assertThat(products).allSatisfy((product) -> {
			assertThat(new ClassPathResource("static/pictures/" + product.sku() + ".svg").exists()).isTrue();
			assertThat(product.price().minorUnits()).isPositive();
			assertThat(product.grams()).isPositive();
		});
	}

	@Test
	void findsWhatHoldsAllWords() {
		assertThat(this.catalog.search("", " IRON  camp ").products()).extracting(Product::sku)
			.containsExactly("skillet");
		assertThat(this.catalog.search("Wear", "iron").products()).isEmpty();
	}

	@Test
	void looksUpInTheOrderAskedForAndLeavesOutTheUnknown() {
		assertThat(this.catalog.find(List.of("teapot", "none", "candle")).products()).extracting(Product::sku)
			.containsExactly("teapot", "candle");
	}

	@Test
	void isLateOneTimeInTwentyWhereItIsToBe() throws Exception {
		Catalog late = catalog(Duration.ofHours(1));
		CountDownLatch answered = new CountDownLatch(Hiccup.ONE_IN - 1);
		Thread caller = new Thread(() -> {
			for (int i = 0; i < Hiccup.ONE_IN; i++) {
				assertThat(late.find(List.of("teapot")).products()).hasSize(1);
				answered.countDown();
			}
		}, "test-caller");
		caller.start();
		assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
		Awaitility.await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
		caller.interrupt();
		caller.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(caller.isAlive()).as("who gives up need not wait").isFalse();
	}

}
