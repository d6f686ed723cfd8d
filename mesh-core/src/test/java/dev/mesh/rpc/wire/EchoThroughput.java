package dev.mesh.rpc.wire;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.security.TransportSecurity;
import io.netty.buffer.ByteBuf;

/**
 * A quick look at echo calls of 100 bytes between two JVMs: {@code serve PORT} in one,
 * {@code call PORT THREADS SECONDS [IN_FLIGHT]} in the other. A benchmark proper is
 * elsewhere.
 */
final class EchoThroughput {

	private EchoThroughput() {
	}

	public static void main(String[] args) throws Exception {
		int port = Integer.parseInt(args[1]);
		Node server = TestNode.node("server", 1, 1, new HostPort("127.0.0.1", port));
		Node client = TestNode.node("client", 2, 1, new HostPort("127.0.0.1", 0));
		FakeViews views = new FakeViews();
		views.publish(1, server, client);
		boolean serves = args[0].equals("serve");
		RpcOptions options = new RpcOptions("127.0.0.1", serves ? port : 0, Duration.ofSeconds(5), 8 << 20, 8192, 100,
				Duration.ofSeconds(5), Integer.getInteger("loops", 0), 1, 1, false, true);
		AtomicLong clock = new AtomicLong();
		RpcEnvironment environment = new RpcEnvironment("bench", () -> serves ? server : client, views,
				TransportSecurity.none(), new BytesCodec(), clock::incrementAndGet, (stamp) -> true,
				(address, message) -> System.err.println(address + ": " + message));
		RpcTransport transport = new RpcTransport(environment, options, EchoThroughput::echo);
		transport.start();
		if (serves) {
			Thread.currentThread().join();
		}
		int inFlight = (args.length > 4) ? Integer.parseInt(args[4]) : 1;
		for (int round = 0; round < 3; round++) {
			measure(transport.client(), server, Integer.parseInt(args[2]), Integer.parseInt(args[3]), inFlight);
		}
		transport.stop(Duration.ofSeconds(1));
	}

	private static void echo(RequestHandler.InboundRequest request) {
		ByteBuf payload = request.payload();
		try {
			request.succeed((out) -> out.writeBytes(payload));
		}
		finally {
			payload.release();
		}
	}

	private static void measure(RpcClient client, Node server, int threads, int seconds, int inFlight)
			throws InterruptedException {
		AtomicLong calls = new AtomicLong();
		AtomicLong failures = new AtomicLong();
		CountDownLatch done = new CountDownLatch(threads);
		long[][] latencies = new long[threads][];
		long start = System.nanoTime();
		long end = start + TimeUnit.SECONDS.toNanos(seconds);
		for (int t = 0; t < threads; t++) {
			int index = t;
			new Thread(() -> {
				latencies[index] = run(client, server, end, inFlight, calls, failures);
				done.countDown();
			}, "mesh-bench-" + t).start();
		}
		done.await();
		long[] all = Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
		System.out.printf("%d threads x %d: %,d calls/s, p50 %d us, p99 %d us, failures %d%n", threads, inFlight,
				calls.get() * 1_000_000_000L / (System.nanoTime() - start), all[all.length / 2] / 1000,
				all[(int) (all.length * 0.99)] / 1000, failures.get());
	}

	private static long[] run(RpcClient client, Node server, long end, int inFlight, AtomicLong calls,
			AtomicLong failures) {
		byte[] body = new byte[100];
		Semaphore permits = new Semaphore(inFlight);
		long[] latencies = new long[200_000];
		int count = 0;
		while (System.nanoTime() < end) {
			long begin = System.nanoTime();
			permits.acquireUninterruptibly();
			client.send(server, new StatedRequest(1, begin + 5_000_000_000L, false, false, CallPriority.NORMAL),
					(out) -> out.writeBytes(body), new Waiter(permits, calls, failures));
			if (inFlight == 1) {
				permits.acquireUninterruptibly();
				permits.release();
			}
			latencies[count++ % latencies.length] = System.nanoTime() - begin;
		}
		return Arrays.copyOf(latencies, Math.min(count, latencies.length));
	}

	private record Waiter(Semaphore permits, AtomicLong calls, AtomicLong failures) implements RpcClient.ReplyHandler {

		@Override
		public void onResult(ByteBuf payload, PayloadReader reader) {
			this.calls.incrementAndGet();
			this.permits.release();
		}

		@Override
		public void onException(ByteBuf payload, PayloadReader reader) {
			onOutcomeUnknown("");
		}

		@Override
		public void onNotExecuted(Reason reason, String message) {
			onOutcomeUnknown(message);
		}

		@Override
		public void onOutcomeUnknown(String message) {
			this.failures.incrementAndGet();
			this.permits.release();
		}

	}

}
