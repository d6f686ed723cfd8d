package dev.mesh.security;

import java.nio.ByteBuffer;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Two ends of a TLS connection in memory.
 */
record EnginePair(SSLEngine client, SSLEngine server) {

	static EnginePair of(TransportSecurity client, TransportSecurity server) {
		return new EnginePair(client.clientEngine(), server.serverEngine());
	}

	/**
	 * Let both sides handshake until neither has more to say.
	 * @throws SSLException if one side refuses the other
	 */
	void shakeHands() throws SSLException {
		ByteBuffer toServer = ByteBuffer.allocate(64 * 1024);
		ByteBuffer toClient = ByteBuffer.allocate(64 * 1024);
		this.client.beginHandshake();
		this.server.beginHandshake();
		boolean progress = true;
		while (progress) {
			progress = step(this.client, toClient, toServer);
			progress |= step(this.server, toServer, toClient);
		}
	}

	private static boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
		boolean progress = false;
		Runnable task = engine.getDelegatedTask();
		while (task != null) {
			task.run();
			progress = true;
			task = engine.getDelegatedTask();
		}
		if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
			progress |= engine.wrap(ByteBuffer.allocate(0), out).bytesProduced() > 0;
		}
		in.flip();
		if (in.hasRemaining()) {
			progress |= engine.unwrap(in, ByteBuffer.allocate(64 * 1024)).bytesConsumed() > 0;
		}
		in.compact();
		return progress;
	}

}
