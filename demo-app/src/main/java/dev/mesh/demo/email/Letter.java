package dev.mesh.demo.email;

/**
 * A confirmation as plain text.
 *
 * @param subject the subject
 * @param body the text, 60 columns wide
 */
record Letter(String subject, String body) {

	private static final int AMOUNT_COLUMN = 44;

	static Letter of(Confirmation confirmation) {
		StringBuilder body = new StringBuilder("Thank you for your order.\n\n");
		for (Confirmation.Item item : confirmation.items()) {
			line(body, item.quantity() + " x " + item.name(), item.price().toString());
		}
		line(body, "Shipping", confirmation.shipping().toString());
		line(body, "Total", confirmation.total().toString());
		body.append("\nYour parcel travels as ").append(confirmation.trackingId()).append(".\n");
		return new Letter("Your order " + confirmation.orderId(), body.toString());
	}

	private static void line(StringBuilder body, String label, String amount) {
		body.append(label);
		body.append(" ".repeat(Math.max(1, AMOUNT_COLUMN - label.length())));
		body.append("%16s%n".formatted(amount).replace(System.lineSeparator(), "\n"));
	}

}
