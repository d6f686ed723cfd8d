package dev.mesh.demo.email;

import dev.mesh.rpc.MeshCall;

/**
 * Order confirmations.
 */
public interface Email {

	/**
	 * Put a confirmation into the outbox, once per order.
	 * @param confirmation what it says
	 * @return the receipt
	 */
	@MeshCall(idempotent = true)
	Receipt confirm(Confirmation confirmation);

}
