package dev.mesh.cluster.jgroups;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Arrays;

import org.jgroups.Version;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ByteArrayDataOutputStream;

/**
 * What a JGroups peer says first: a cookie, its version, the size of its address and the
 * address. It has at most {@value #LONGEST} bytes and is read to the byte, so that it can
 * be replayed to JGroups.
 */
final class ConnectHeader {

	private static final int LONGEST = 31;

	private static final int TLS_HANDSHAKE = 22;

	private static final int IPV4 = 4;

	private static final int IPV6 = 16;

	private static final int IPV6_SCOPE = 4;

	private ConnectHeader() {
	}

	/**
	 * Read a header.
	 * @param in the stream; nothing behind the header is taken from it
	 * @return the header's bytes
	 * @throws RefusedException if it is not one
	 * @throws IOException if the peer closed or did not send it in time
	 */
	static byte[] read(InputStream in) throws IOException {
		DataInputStream data = new DataInputStream(in);
		ByteArrayDataOutputStream header = new ByteArrayDataOutputStream(LONGEST);
		readCookie(data, header);
		readVersion(data, header);
		int declared = readShort(data, header);
		int size = readAddress(data, header);
		if (declared != size) {
			throw new RefusedException(
					"its connect header declares an address of " + declared + " bytes, but it has " + size);
		}
		return Arrays.copyOf(header.buffer(), header.position());
	}

	/**
	 * Return the header that a peer listening at an address sends.
	 * @param address the address
	 * @param port the port
	 * @return the header
	 * @throws IOException never
	 */
	static byte[] of(InetAddress address, int port) throws IOException {
		IpAddress peer = new IpAddress(address, port);
		ByteArrayDataOutputStream header = new ByteArrayDataOutputStream(LONGEST);
		header.write(Connection.cookie);
		header.writeShort(Version.version);
		header.writeShort(peer.serializedSize());
		peer.writeTo(header);
		return Arrays.copyOf(header.buffer(), header.position());
	}

	private static void readCookie(DataInputStream in, ByteArrayDataOutputStream header) throws IOException {
		byte[] cookie = read(in, Connection.cookie.length, header);
		if (cookie[0] == TLS_HANDSHAKE) {
			throw new RefusedException("it speaks TLS, and this node has no join token or certificate");
		}
		if (!Arrays.equals(cookie, Connection.cookie)) {
			throw new RefusedException("it does not speak the membership protocol");
		}
	}

	private static void readVersion(DataInputStream in, ByteArrayDataOutputStream header) throws IOException {
		short version = (short) readShort(in, header);
		if (!Version.isBinaryCompatible(version)) {
			throw new RefusedException("it speaks JGroups " + Version.print(version) + ", this node "
					+ Version.printVersion() + ": the first two numbers must be equal");
		}
	}

	private static int readAddress(DataInputStream in, ByteArrayDataOutputStream header) throws IOException {
		int length = read(in, Byte.BYTES, header)[0];
		int size = switch (length) {
			case IPV4 -> IPV4;
			case IPV6 -> IPV6 + IPV6_SCOPE;
			default -> throw new RefusedException("its connect header holds an address of length " + length);
		};
		read(in, size + Short.BYTES, header);
		return Byte.BYTES + size + Short.BYTES;
	}

	private static int readShort(DataInputStream in, ByteArrayDataOutputStream header) throws IOException {
		byte[] bytes = read(in, Short.BYTES, header);
		return (bytes[0] << Byte.SIZE) | (bytes[1] & 0xff);
	}

	private static byte[] read(DataInputStream in, int length, ByteArrayDataOutputStream header) throws IOException {
		byte[] bytes = new byte[length];
		in.readFully(bytes);
		header.write(bytes);
		return bytes;
	}

}
