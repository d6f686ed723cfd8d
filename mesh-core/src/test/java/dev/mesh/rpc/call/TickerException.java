package dev.mesh.rpc.call;

/**
 * The service's own exception.
 */
public class TickerException extends RuntimeException {

	public TickerException(String message) {
		super(message);
	}

}
