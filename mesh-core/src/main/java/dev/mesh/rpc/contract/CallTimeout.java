package dev.mesh.rpc.contract;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses timeouts such as {@code 200ms}, {@code 2s} and {@code 1m}.
 */
final class CallTimeout {

	private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

	private CallTimeout() {
	}

	static Duration parse(String text) {
		Matcher matcher = FORM.matcher(text.trim());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("timeout '" + text + "' is not a duration");
		}
		Duration timeout = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
		if (timeout.isZero()) {
			throw new IllegalArgumentException("timeout '" + text + "' is zero");
		}
		return timeout;
	}

	private static Duration duration(long amount, String unit) {
		return switch (unit) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			case "m" -> Duration.ofMinutes(amount);
			default -> Duration.ofHours(amount);
		};
	}

}
