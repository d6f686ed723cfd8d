package dev.mesh.demo.catalog;

import java.util.List;

import dev.mesh.demo.NodeNames;
import dev.mesh.demo.storage.DataFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class FileCatalogTests {

	private final Catalog catalog = new FileCatalog(new DataFile(new JsonMapper()), NodeNames.here());

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

}
