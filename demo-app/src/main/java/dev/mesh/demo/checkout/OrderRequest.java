package dev.mesh.demo.checkout;

/**
 * What to order and how.
 *
 * @param orderId the id the order will have
 * @param resumable whether the caller will come back with the same id after a failure, so
 * that the order is kept half done for it rather than undone
 * @param user whose cart
 * @param currency what to pay in, as an ISO 4217 code
 * @param email where the confirmation goes
 * @param country where the parcel goes, as an ISO 3166 code
 * @param card the number of the card to charge
 */
public record OrderRequest(String orderId, boolean resumable, String user, String currency, String email,
		String country, String card) {

	/**
	 * Leave the card out: this text may be logged.
	 */
	@Override
	public String toString() {
		return "order " + this.orderId + " of " + this.user;
	}

}
