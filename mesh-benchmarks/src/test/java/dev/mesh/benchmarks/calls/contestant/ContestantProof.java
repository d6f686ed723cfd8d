package dev.mesh.benchmarks.calls.contestant;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderDesk;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that a contestant does the work.
 */
public final class ContestantProof {

	private static final int[] SIZES = { 1, 100, 10 * 1024, 1024 * 1024 };

	private ContestantProof() {
	}

	/**
	 * Prove it.
	 * @param contestant who
	 * @throws Exception if it cannot even be run
	 */
	public static void prove(Contestant contestant) throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		Contestant.Stop served = contestant.serve(port);
		try {
			Contestant.Connection connection = contestant.connect(port);
			try {
				provesToWait(connection.desk());
				if (contestant.isAsync()) {
					provesNotToWait(connection.desk());
				}
			}
			finally {
				connection.stop().stop();
			}
		}
		finally {
			served.stop();
		}
	}

	private static void provesToWait(OrderDesk desk) {
		for (long id : new long[] { 1, -1, Long.MAX_VALUE - 1 }) {
			assertThat(desk.place(Order.sample(id))).isEqualTo(Order.sample(id).placed());
		}
		for (int size : SIZES) {
			byte[] bytes = random(size);
			assertThat(desk.echo(bytes)).isEqualTo(bytes);
		}
	}

	private static void provesNotToWait(OrderDesk desk) throws Exception {
		assertThat(desk.placeAsync(Order.sample(7)).get(10, TimeUnit.SECONDS)).isEqualTo(Order.sample(7).placed());
		for (int size : SIZES) {
			byte[] bytes = random(size);
			assertThat(desk.echoAsync(bytes).get(10, TimeUnit.SECONDS)).isEqualTo(bytes);
		}
	}

	private static byte[] random(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

}
