package dev.mesh.demo.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.mesh.demo.checkout.Checkout;
import dev.mesh.demo.checkout.Order;
import dev.mesh.demo.checkout.OrderRequest;
import dev.mesh.demo.currency.ExchangeRates;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The till. A client that may retry sends an {@code Idempotency-Key}: with the same key
 * again it gets the same order.
 */
@RestController
@RequestMapping("/api")
class CheckoutController {

	private static final String TEST_CARD = "4242424242424242";

	private final Checkout checkout;

	private final ExchangeRates rates;

	CheckoutController(Checkout checkout, ExchangeRates rates) {
		this.checkout = checkout;
		this.rates = rates;
	}

	@PostMapping("/checkout/{user}")
	Order place(@PathVariable String user, @RequestBody NewOrder order,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
		String buyer = Input.user(user);
		String currency = Input.currency(order.currency());
		String email = Input.email(order.email());
		this.rates.convert(List.of(), currency);
		return this.checkout.place(new OrderRequest(orderId(buyer, key), key != null, buyer, currency, email,
				Input.country(order.country()), Objects.requireNonNullElse(order.card(), TEST_CARD)));
	}

	@GetMapping("/orders/{orderId}")
	Order order(@PathVariable String orderId) {
		return this.checkout.find(orderId)
			.orElseThrow(() -> new NotFoundException("There is no order '" + orderId + "'. Check the id."));
	}

	private static String orderId(String user, @Nullable String key) {
		if (key == null) {
			return UUID.randomUUID().toString();
		}
		String text = user + '\n' + Input.idempotencyKey(key);
		return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
	}

	/**
	 * An order to place.
	 *
	 * @param currency what to pay in
	 * @param email where the confirmation goes
	 * @param country where the parcel goes; Luxembourg if absent
	 * @param card the card to charge; the test card if absent
	 */
	record NewOrder(@Nullable String currency, @Nullable String email, @Nullable String country,
			@Nullable String card) {

		@Override
		public String toString() {
			return "order to " + this.email;
		}

	}

}
