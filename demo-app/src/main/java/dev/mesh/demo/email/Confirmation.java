package dev.mesh.demo.email;

import java.util.List;

import dev.mesh.demo.money.Money;

/**
 * What a confirmation says.
 *
 * @param orderId the order
 * @param recipient the address
 * @param items what was bought
 * @param shipping what shipping costs
 * @param total what was paid
 * @param trackingId how to follow the parcel
 */
public record Confirmation(String orderId, String recipient, List<Item> items, Money shipping, Money total,
		String trackingId) {

	/**
	 * One line.
	 *
	 * @param quantity how many
	 * @param name of what
	 * @param price for all of them
	 */
	public record Item(int quantity, String name, Money price) {

	}

}
