package dev.mesh.security;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * How peers prove themselves on both ports: mutual TLS 1.3, or nothing (loopback only).
 */
public final class TransportSecurity {

	private final @Nullable SSLContext context;

	private TransportSecurity(@Nullable SSLContext context) {
		this.context = context;
	}

	/**
	 * No protection; only for loopback.
	 * @return no protection
	 */
	public static TransportSecurity none() {
		return new TransportSecurity(null);
	}

	/**
	 * Mutual TLS 1.3 with the given key and trust material.
	 * @param context holds the node's key and whom it trusts
	 * @return the protection
	 */
	public static TransportSecurity mutualTls(SSLContext context) {
		return new TransportSecurity(context);
	}

	/**
	 * Return the TLS context, or {@code null} without protection.
	 * @return the context
	 */
	public @Nullable SSLContext context() {
		return this.context;
	}

}
