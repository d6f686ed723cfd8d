package dev.mesh.security;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Says in plain words why a handshake failed. The JDK gives most reasons as message texts
 * only, and Netty has classes of its own for some.
 */
final class RefusalReason {

	private static final String ALERT = "Received fatal alert: ";

	private static final int LONGEST = 200;

	private RefusalReason() {
	}

	static String of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String reason = ofOne(cause);
			if (reason != null) {
				return reason;
			}
		}
		return "the connection failed before it had proven itself (" + oneLine(failure.toString()) + ")";
	}

	private static @Nullable String ofOne(Throwable cause) {
		String type = cause.getClass().getSimpleName();
		if (cause instanceof SocketTimeoutException || type.contains("HandshakeTimeout")) {
			return "it did not prove itself in time";
		}
		if (type.equals("NotSslRecordException")) {
			return withoutTls();
		}
		if (cause instanceof SSLException) {
			return ofTls(String.valueOf(cause.getMessage()));
		}
		if (cause instanceof EOFException || cause instanceof SocketException
				|| cause instanceof ClosedChannelException) {
			return closedEarly();
		}
		return null;
	}

	private static @Nullable String ofTls(String message) {
		String text = message.toLowerCase(Locale.ROOT);
		if (text.contains("unrecognized ssl message") || text.contains("plaintext connection")) {
			return withoutTls();
		}
		if (text.contains("terminated the handshake") || text.contains("closed")) {
			return closedEarly();
		}
		if (text.contains("empty client certificate chain")) {
			return "it showed no certificate: it has no join token (certificate_required)";
		}
		if (text.contains("protocol_version") || text.contains("protocol version") || text.contains("not supported in")
				|| text.contains("not enabled or supported")) {
			return "it does not speak TLS 1.3 (protocol_version)";
		}
		if (text.contains("does not lead to a trusted authority")) {
			return unproven("bad_certificate");
		}
		int alert = message.indexOf(ALERT);
		if (alert >= 0) {
			return unproven(message.substring(alert + ALERT.length()));
		}
		return null;
	}

	private static String unproven(String alert) {
		return "it did not prove the join token or certificate of this cluster (" + oneLine(alert) + ")";
	}

	private static String withoutTls() {
		return "it spoke without TLS: it has no join token";
	}

	private static String closedEarly() {
		return "it closed the connection before it had proven itself";
	}

	/** What a peer sends must not forge lines of the log. */
	static String oneLine(String text) {
		String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
		return (clean.length() > LONGEST) ? clean.substring(0, LONGEST) + "…" : clean;
	}

}
