package dev.mesh.demo.shipping;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Makes numbers in the form of the Universal Postal Union's S10: two letters, eight
 * digits, a check digit, the country.
 */
final class TrackingId {

	private static final int[] WEIGHTS = { 8, 6, 4, 2, 3, 5, 9, 7 };

	private TrackingId() {
	}

	/**
	 * Return the tracking id of an order: always the same, so that a repeated hand-over
	 * yields the number the first one did.
	 * @param orderId the order
	 * @return the id
	 */
	static String of(String orderId) {
		CRC32 crc = new CRC32();
		crc.update(orderId.getBytes(StandardCharsets.UTF_8));
		String digits = "%08d".formatted(crc.getValue() % 100_000_000L);
		return "MB" + digits + checkDigit(digits) + "LU";
	}

	private static int checkDigit(String digits) {
		int sum = 0;
		for (int i = 0; i < WEIGHTS.length; i++) {
			sum += WEIGHTS[i] * (digits.charAt(i) - '0');
		}
		int check = 11 - sum % 11;
		return switch (check) {
			case 10 -> 0;
			case 11 -> 5;
			default -> check;
		};
	}

}
