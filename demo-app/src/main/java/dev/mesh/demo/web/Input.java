package dev.mesh.demo.web;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.mesh.demo.cart.Carts;
import org.jspecify.annotations.Nullable;

/**
 * Checks what people send.
 */
final class Input {

	private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

	// What browsers accept in an e-mail field, with a dot in the domain.
	private static final Pattern EMAIL = Pattern
		.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");

	private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,200}");

	private Input() {
	}

	static String user(String user) {
		return matching(USER, user,
				"The user '%s' is malformed. Use 1 to 64 letters, digits, dots, dashes, underscores or @.");
	}

	static String email(@Nullable String email) {
		return matching(EMAIL, required("email", email),
				"The e-mail address '%s' is malformed. Write it as in ada@example.com.");
	}

	static String idempotencyKey(String key) {
		return matching(IDEMPOTENCY_KEY, key,
				"The Idempotency-Key '%s' is malformed. Use 1 to 200 visible characters.");
	}

	static String currency(@Nullable String currency) {
		return required("currency", currency).toUpperCase(Locale.ROOT);
	}

	static String country(@Nullable String country) {
		return (country == null || country.isBlank()) ? "LU" : country.toUpperCase(Locale.ROOT);
	}

	static int quantity(@Nullable Integer quantity, int least) {
		if (quantity == null || quantity < least || quantity > Carts.MAX_QUANTITY) {
			throw new BadInputException(
					"The quantity is " + quantity + ". Use " + least + " to " + Carts.MAX_QUANTITY + ".");
		}
		return quantity;
	}

	static String required(String name, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new BadInputException("'" + name + "' is missing. Add it to the body.");
		}
		return value;
	}

	private static String matching(Pattern form, String value, String message) {
		if (!form.matcher(value).matches()) {
			throw new BadInputException(message.formatted(value));
		}
		return value;
	}

}
