package dev.mesh.demo.shipping;

/**
 * A parcel cannot be sent.
 */
public class NotDeliverableException extends RuntimeException {

	public NotDeliverableException(String message) {
		super(message);
	}

}
