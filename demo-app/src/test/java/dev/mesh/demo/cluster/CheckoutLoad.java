package dev.mesh.demo.cluster;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that keeps checking out, at a steady rate whatever the answers are, each time
 * as another user: fills a cart, places the order, never tries again.
 */
final class CheckoutLoad implements AutoCloseable {

	private static final int WARM_UP = 30;

	private static final String ITEM = """
			{"sku": "teapot", "quantity": 1}""";

	private static final String ORDER = """
			{"currency": "EUR", "email": "ada@example.com"}""";

	private final ExecutorService workers = Executors.newFixedThreadPool(4);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final HttpClient http = HttpClient.newBuilder()
		.executor(this.workers)
		.connectTimeout(Duration.ofSeconds(2))
		.build();

	private final JsonMapper json = new JsonMapper();

	private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();

	private final Phaser inFlight = new Phaser(1);

	private final AtomicLong turn = new AtomicLong();

	private final ScheduledFuture<?> ticks;

	private volatile List<DemoNode> targets;

	private CheckoutLoad(List<DemoNode> targets, int perSecond) {
		this.targets = targets;
		targets.forEach(this::warmUp);
		this.ticks = this.clock.scheduleAtFixedRate(this::begin, 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
	}

	/**
	 * Warm the nodes up and start.
	 * @param targets the nodes to send to, in turn
	 * @param perSecond how many checkouts to begin each second
	 * @return the running load
	 */
	static CheckoutLoad start(List<DemoNode> targets, int perSecond) {
		return new CheckoutLoad(targets, perSecond);
	}

	/**
	 * Send to other nodes from now on, and wait for what is under way at the old ones.
	 * @param nodes the nodes
	 */
	void sendTo(List<DemoNode> nodes) {
		this.targets = nodes;
		this.inFlight.arriveAndAwaitAdvance();
	}

	/**
	 * Return how many checkouts have ended so far.
	 * @return the number
	 */
	int ended() {
		return this.attempts.size();
	}

	/**
	 * Return the checkouts that have ended so far, in the order of their ends.
	 * @return the attempts
	 */
	List<Attempt> attempts() {
		return List.copyOf(this.attempts);
	}

	/**
	 * Stop and wait for what is under way.
	 * @return all attempts
	 */
	List<Attempt> stop() {
		this.ticks.cancel(false);
		this.clock.shutdown();
		this.inFlight.arriveAndAwaitAdvance();
		return List.copyOf(this.attempts);
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.workers.shutdownNow();
	}

	/**
	 * JVMs that have just started take this rate only once their code is loaded; what is
	 * to be seen here is another failure.
	 */
	private void warmUp(DemoNode node) {
		for (int i = 0; i < WARM_UP; i++) {
			checkOut(node, "warm-up-" + UUID.randomUUID()).join();
		}
	}

	private void begin() {
		List<DemoNode> nodes = this.targets;
		DemoNode node = nodes.get((int) (this.turn.getAndIncrement() % nodes.size()));
		String user = "load-" + UUID.randomUUID();
		this.inFlight.register();
		long begun = System.nanoTime();
		CompletableFuture<String> unused = checkOut(node, user)
			.whenComplete((body, failure) -> end(node, begun, body, failure));
	}

	private CompletableFuture<String> checkOut(DemoNode node, String user) {
		return send(node, "/api/carts/" + user + "/items", ITEM)
			.thenCompose((cart) -> send(node, "/api/checkout/" + user, ORDER));
	}

	private CompletableFuture<String> send(DemoNode node, String path, String body) {
		HttpRequest request = HttpRequest.newBuilder(node.uri(path))
			.timeout(Duration.ofSeconds(15))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		return this.http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply((response) -> {
			if (response.statusCode() != 200) {
				throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
			}
			return response.body();
		});
	}

	private void end(DemoNode node, long begun, @Nullable String body, @Nullable Throwable failure) {
		String orderId = (body != null) ? this.json.readTree(body).path("orderId").asString() : null;
		this.attempts.add(new Attempt(node.name(), begun, System.nanoTime(), orderId, body, String.valueOf(failure)));
		this.inFlight.arriveAndDeregister();
	}

	/**
	 * One checkout that has ended.
	 *
	 * @param node the node it was sent to
	 * @param begunNanos when it began, by {@link System#nanoTime()}
	 * @param endedNanos when it ended, by {@link System#nanoTime()}
	 * @param orderId the acknowledged order, if it was
	 * @param order what was acknowledged
	 * @param failure what went wrong, if it was not
	 */
	record Attempt(String node, long begunNanos, long endedNanos, @Nullable String orderId, @Nullable String order,
			String failure) {

		Duration took() {
			return Duration.ofNanos(this.endedNanos - this.begunNanos);
		}

		boolean failed() {
			return this.orderId == null;
		}

	}

}
