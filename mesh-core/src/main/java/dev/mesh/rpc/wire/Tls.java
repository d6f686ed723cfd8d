package dev.mesh.rpc.wire;

import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import dev.mesh.security.TransportSecurity;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;

/**
 * Puts mutual TLS 1.3 in front of a connection. There is no check of host names: who
 * holds a key that the trust material accepts may connect from anywhere, and who it is,
 * membership says.
 */
final class Tls {

	private static final String[] PROTOCOLS = { "TLSv1.3" };

	private Tls() {
	}

	static void addTo(ChannelPipeline pipeline, TransportSecurity security, boolean client, Duration timeout) {
		SSLContext context = security.context();
		if (context == null) {
			return;
		}
		SSLEngine engine = context.createSSLEngine();
		engine.setEnabledProtocols(PROTOCOLS);
		engine.setUseClientMode(client);
		if (!client) {
			engine.setNeedClientAuth(true);
		}
		SslHandler handler = new SslHandler(engine);
		handler.setHandshakeTimeoutMillis(timeout.toMillis());
		pipeline.addLast("tls", handler);
	}

}
