package dev.mesh.demo.shipping;

import dev.mesh.rpc.MeshCall;

/**
 * Parcels.
 */
public interface Shipping {

	/**
	 * Tell what a parcel costs.
	 * @param parcel the parcel
	 * @return the price in euro and the days it takes
	 * @throws NotDeliverableException if nothing goes there or it is too heavy
	 */
	@MeshCall(idempotent = true, timeout = "5s")
	ShippingQuote quote(Parcel parcel) throws NotDeliverableException;

	/**
	 * Hand a parcel to the carrier. For the same order again the same shipment results.
	 * @param orderId the order
	 * @param parcel the parcel
	 * @return the shipment
	 * @throws NotDeliverableException as {@link #quote(Parcel)} does, or if the shipment
	 * was cancelled before
	 */
	@MeshCall(idempotent = true, timeout = "5s")
	Shipment ship(String orderId, Parcel parcel) throws NotDeliverableException;

	/**
	 * Stop an order's parcel, or see to it that none leaves later.
	 * @param orderId the order
	 */
	@MeshCall(idempotent = true, timeout = "5s")
	void cancel(String orderId);

}
