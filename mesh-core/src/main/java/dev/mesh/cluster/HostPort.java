package dev.mesh.cluster;

/**
 * A host name or address literal and a port.
 *
 * @param host the host; an IPv6 literal without brackets
 * @param port the port, 0 to 65535
 */
public record HostPort(String host, int port) {

	public HostPort {
		if (host.isBlank()) {
			throw new IllegalArgumentException("host is blank: name a host or an address");
		}
		if (port < 0 || port > 65535) {
			throw new IllegalArgumentException("port is " + port + ": use 0 to 65535");
		}
	}

	/**
	 * Parse {@code host:port} or {@code [ipv6]:port}.
	 * @param text the text
	 * @return the address
	 * @throws IllegalArgumentException if a part is missing or malformed; the message
	 * says which, and shows the right form
	 */
	public static HostPort parse(String text) {
		int colon = text.lastIndexOf(':');
		boolean bracketed = text.startsWith("[");
		if (colon <= 0 || (bracketed && text.charAt(colon - 1) != ']') || (!bracketed && text.indexOf(':') != colon)) {
			throw new IllegalArgumentException(
					"'" + text + "': a port is missing. Write host:port, as in 10.0.0.4:7800 or [::1]:7800.");
		}
		String host = bracketed ? text.substring(1, colon - 1) : text.substring(0, colon);
		try {
			return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"'" + text
							+ "': the host or port is malformed. Write host:port, as in 10.0.0.4:7800 or [::1]:7800.",
					ex);
		}
	}

	@Override
	public String toString() {
		return (this.host.indexOf(':') >= 0) ? "[" + this.host + "]:" + this.port : this.host + ":" + this.port;
	}

}
