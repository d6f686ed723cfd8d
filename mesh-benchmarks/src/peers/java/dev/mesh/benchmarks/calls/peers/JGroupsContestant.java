package dev.mesh.benchmarks.calls.peers;

import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import dev.mesh.benchmarks.calls.work.PlainOrderDesk;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.blocks.MethodCall;
import org.jgroups.blocks.RequestOptions;
import org.jgroups.blocks.RpcDispatcher;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;

/**
 * JGroups' RpcDispatcher on a plain TCP stack. Calls are out of band: in order, one slow
 * call would hold up all others.
 */
final class JGroupsContestant implements Contestant {

	private static final String CLUSTER = "desk";

	/** The caller takes the first free port behind the server's: JGroups refuses port 0. */
	private static final int PORT_RANGE = 100;

	private static final long TIMEOUT_MILLIS = 10_000;

	@Override
	public String id() {
		return "jgroups";
	}

	@Override
	public String title() {
		return "JGroups RpcDispatcher";
	}

	@Override
	public Stop serve(int port) throws Exception {
		JChannel channel = channel(port, 0, port);
		RpcDispatcher dispatcher = new RpcDispatcher(channel, new Served());
		dispatcher.setMethodLookup((id) -> Served.METHOD);
		channel.connect(CLUSTER);
		return () -> end(dispatcher, channel);
	}

	@Override
	public Connection connect(int port) throws Exception {
		JChannel channel = channel(port + 1, PORT_RANGE, port);
		RpcDispatcher dispatcher = new RpcDispatcher(channel, null);
		dispatcher.setMethodLookup((id) -> Served.METHOD);
		channel.connect(CLUSTER);
		Address server = channel.getView().getCoord();
		if (server.equals(channel.getAddress())) {
			end(dispatcher, channel);
			throw new IllegalStateException("Nobody was found on port " + port + ". Start the server before.");
		}
		return new Connection(new Desk(dispatcher, server), () -> end(dispatcher, channel));
	}

	private static void end(RpcDispatcher dispatcher, JChannel channel) {
		dispatcher.stop();
		channel.close();
	}

	private static JChannel channel(int port, int range, int peer) throws Exception {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		TCP transport = new TCP();
		transport.setBindAddress(loopback).setBindPort(port).setPortRange(range);
		transport.disableDiagnostics();
		return new JChannel(transport, new TCPPING().initialHosts(List.of(new InetSocketAddress(loopback, peer))),
				new NAKACK2().useMcastXmit(false), new UNICAST3(), new STABLE(), new GMS().setJoinTimeout(500),
				new UFC(), new MFC(), new FRAG4().setFragSize(60_000));
	}

	/**
	 * What the server runs.
	 */
	public static final class Served {

		private static final Method METHOD = method();

		private final OrderDesk desk = new PlainOrderDesk();

		private static Method method() {
			try {
				return Served.class.getMethod("serve", byte.class, byte[].class);
			}
			catch (NoSuchMethodException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * Serve.
		 * @param operation what to do
		 * @param bytes the argument
		 * @return the result
		 */
		public byte[] serve(byte operation, byte[] bytes) {
			return BytesDesk.serve(this.desk, operation, bytes);
		}

	}

	/**
	 * Calls through JGroups.
	 */
	private static final class Desk extends BytesDesk {

		private final RpcDispatcher dispatcher;

		private final Address server;

		private Desk(RpcDispatcher dispatcher, Address server) {
			this.dispatcher = dispatcher;
			this.server = server;
		}

		@Override
		byte[] call(byte operation, byte[] bytes) {
			try {
				return this.dispatcher.callRemoteMethod(this.server, new MethodCall((short) 0, operation, bytes),
						options());
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		CompletableFuture<byte[]> callAsync(byte operation, byte[] bytes) {
			try {
				return this.dispatcher.callRemoteMethodWithFuture(this.server,
						new MethodCall((short) 0, operation, bytes), options());
			}
			catch (Exception ex) {
				return CompletableFuture.failedFuture(ex);
			}
		}

		private static RequestOptions options() {
			return RequestOptions.SYNC().timeout(TIMEOUT_MILLIS).flags(Message.Flag.OOB);
		}

	}

}
