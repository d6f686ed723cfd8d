package dev.mesh.demo.web;

import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

abstract class ShopApiTests {

	private static final String ORDER = """
			{"currency": "EUR", "email": "ada@example.com"}""";

	private final String user = "user-" + UUID.randomUUID();

	@Autowired
	MockMvcTester mvc;

	@Test
	void listsProductsOfSixCategories() {
		MvcTestResult result = get("/api/products");
		assertThat(result).hasStatusOk().hasHeader("X-Mesh-Node", "here");
		assertThat(result).bodyJson().extractingPath("$.length()").asNumber().isEqualTo(42);
	}

	@Test
	void filtersProducts() {
		assertThat(get("/api/products?category=Home")).bodyJson().extractingPath("$.length()").isEqualTo(7);
		assertThat(get("/api/products?q=wool&category=Wear")).bodyJson().extractingPath("$.length()").isEqualTo(3);
	}

	@Test
	void showsAProductInTheCurrencyAskedFor() {
		assertThat(get("/api/products/teapot?currency=jpy")).bodyJson()
			.hasPathSatisfying("$.price.amount", (amount) -> amount.assertThat().isEqualTo(8170))
			.hasPathSatisfying("$.price.currency", (currency) -> currency.assertThat().isEqualTo("JPY"))
			.hasPathSatisfying("$.picture", (picture) -> picture.assertThat().isEqualTo("/pictures/teapot.svg"));
	}

	@Test
	void recommendsAndAdvertises() {
		assertThat(get("/api/products/bobble-hat/recommendations")).bodyJson()
			.extractingPath("$.products.length()")
			.isEqualTo(4);
		assertThat(get("/api/products/bobble-hat/ad")).bodyJson().extractingPath("$.sku").asString().isNotBlank();
		assertThat(post("/api/products/bobble-hat/views", "{\"user\": \"%s\"}".formatted(this.user)))
			.hasStatus(HttpStatus.NO_CONTENT);
	}

	@Test
	void listsThirtyCurrenciesOrMore() {
		assertThat(get("/api/currencies")).bodyJson()
			.extractingPath("$.length()")
			.asNumber()
			.satisfies((number) -> assertThat(number.intValue()).isGreaterThanOrEqualTo(30));
	}

	@Test
	void goesFromCartToOrder() throws Exception {
		assertThat(add("teapot", 2)).hasStatusOk();
		assertThat(get("/api/carts/" + this.user)).bodyJson().extractingPath("$.subtotal.amount").isEqualTo(92.0);
		MvcTestResult placed = post("/api/checkout/" + this.user, ORDER);
		assertThat(placed).hasStatusOk().hasHeader("X-Mesh-Node", "here");
		String order = placed.getResponse().getContentAsString();
		assertThat(placed).bodyJson().extractingPath("$.total.currency").isEqualTo("EUR");
		assertThat(placed).bodyJson().extractingPath("$.servedBy.payment").isEqualTo("here");
		assertThat(placed).bodyJson().extractingPath("$.trackingId").asString().startsWith("MB");
		String orderId = JsonPath.read(order, "$.orderId");
		assertThat(get("/api/orders/" + orderId)).bodyText().isEqualTo(order);
	}

	@Test
	void changesAndEmptiesACart() {
		add("teapot", 2);
		assertThat(put("/api/carts/" + this.user + "/items/teapot", "{\"quantity\": 5}")).bodyJson()
			.extractingPath("$.items[0].quantity")
			.isEqualTo(5);
		assertThat(put("/api/carts/" + this.user + "/items/teapot", "{\"quantity\": 0}")).bodyJson()
			.extractingPath("$.items.length()")
			.isEqualTo(0);
	}

	@Test
	void answersARepeatedCheckoutWithTheSameOrder() throws Exception {
		add("candle", 1);
		String first = checkoutWithKey("k1").getResponse().getContentAsString();
		assertThat(checkoutWithKey("k1")).hasStatusOk().bodyText().isEqualTo(first);
		assertThat(checkoutWithKey("k2")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"sku": "teapot", "quantity": 0}       | 400 | The quantity is 0
			{"sku": "teapot", "quantity": -3}      | 400 | The quantity is -3
			{"sku": "teapot", "quantity": 100}     | 400 | The quantity is 100
			{"sku": "teapot"}                      | 400 | The quantity is null
			{"quantity": 1}                        | 400 | 'sku' is missing
			{"sku": "no-such-thing", "quantity": 1}| 404 | no-such-thing
			{"sku": "teapot", "quantity": "many"}  | 400 | Failed to read request
			{"sku": "teapot",                      | 400 | Failed to read request
			""")
	void refusesABadItem(String body, int status, String detail) {
		assertProblem(post("/api/carts/" + this.user + "/items", body), status, detail);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"currency": "XXX", "email": "ada@example.com"}  | There is no rate for 'XXX'
			{"currency": "EUR", "email": "ada"}              | The e-mail address 'ada' is malformed
			{"currency": "EUR", "email": "a@b"}              | The e-mail address 'a@b' is malformed
			{"currency": "EUR"}                              | 'email' is missing
			{"email": "ada@example.com"}                     | 'currency' is missing
			[]                                               | Failed to read request
			""")
	void refusesABadOrder(String body, String detail) {
		add("teapot", 1);
		assertProblem(post("/api/checkout/" + this.user, body), 400, detail);
	}

	@Test
	void refusesToOrderNothing() {
		assertProblem(post("/api/checkout/" + this.user, ORDER), 400, "is empty");
	}

	@Test
	void tellsADeclinedCardFromABadRequest() {
		add("teapot", 1);
		assertProblem(post("/api/checkout/" + this.user, """
				{"currency": "EUR", "email": "ada@example.com", "card": "4000000000000002"}"""), 402, "declined");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/products/none", "/api/orders/none", "/api/none", "/api/products/none/ad" })
	void answers404ForWhatDoesNotExist(String path) {
		assertProblem(get(path), 404, "no");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/carts/a b", "/api/carts/.hidden", "/api/carts/<script>" })
	void refusesAMalformedUser(String path) {
		assertProblem(this.mvc.get().uri(path.replace("a b", "a%20b").replace("<script>", "%3Cscript%3E")).exchange(),
				400, "is malformed");
	}

	@Test
	void servesPagesAndPictures() {
		assertThat(get("/products/teapot")).hasStatusOk().hasForwardedUrl("/index.html");
		assertThat(get("/pictures/teapot.svg")).hasStatusOk().hasContentTypeCompatibleWith("image/svg+xml");
	}

	private void assertProblem(MvcTestResult result, int status, String detail) {
		assertThat(result).hasStatus(status)
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.containsHeader("X-Mesh-Node");
		assertThat(result).bodyJson().extractingPath("$.detail").asString().containsIgnoringCase(detail);
	}

	private MvcTestResult add(String sku, int quantity) {
		return post("/api/carts/" + this.user + "/items",
				"{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity));
	}

	private MvcTestResult checkoutWithKey(String key) {
		return this.mvc.post()
			.uri("/api/checkout/" + this.user)
			.header("Idempotency-Key", key)
			.contentType(MediaType.APPLICATION_JSON)
			.content(ORDER)
			.exchange();
	}

	private MvcTestResult get(String uri) {
		return this.mvc.get().uri(uri).exchange();
	}

	private MvcTestResult post(String uri, String body) {
		return this.mvc.post().uri(uri).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private MvcTestResult put(String uri, String body) {
		return this.mvc.put().uri(uri).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

}
