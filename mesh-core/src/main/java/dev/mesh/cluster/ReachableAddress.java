package dev.mesh.cluster;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where others reach a node, given the address it listens on. What listens on all
 * addresses of a host must announce one of them: to a peer, {@code 0.0.0.0} is the peer
 * itself.
 */
public final class ReachableAddress {

	// A private network is where clusters live; IPv4 because every host of one has it.
	private static final Comparator<InetAddress> PREFERENCE = Comparator
		.comparing((InetAddress address) -> !address.isSiteLocalAddress())
		.thenComparing((address) -> !(address instanceof Inet4Address));

	private ReachableAddress() {
	}

	/**
	 * Return the address to announce. Looks names up and asks the operating system: not
	 * for event loops.
	 * @param bindAddress the address to listen on: a literal or a name of this host
	 * @return that address, or, if it stands for all of them, an address of this host:
	 * one of a private network if there is one, IPv4 before IPv6, and loopback only where
	 * there is nothing else. Never a name, so that nobody else needs to look it up
	 * @throws IOException if the name does not resolve or the host's addresses cannot be
	 * read
	 */
	public static InetAddress of(String bindAddress) throws IOException {
		InetAddress address = InetAddress.getByName(bindAddress);
		return address.isAnyLocalAddress() ? best(addressesOfThisHost()) : address;
	}

	static InetAddress best(Collection<InetAddress> candidates) {
		return candidates.stream()
			.filter((address) -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()
					&& !address.isAnyLocalAddress())
			.min(PREFERENCE)
			.orElseGet(InetAddress::getLoopbackAddress);
	}

	private static List<InetAddress> addressesOfThisHost() throws IOException {
		Stream.Builder<InetAddress> addresses = Stream.builder();
		// Real interfaces come before the bridges of containers.
		List<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()
			.sorted(Comparator.comparingInt(NetworkInterface::getIndex))
			.toList();
		for (NetworkInterface each : interfaces) {
			if (each.isUp()) {
				each.inetAddresses().forEach(addresses);
			}
		}
		return addresses.build().toList();
	}

}
