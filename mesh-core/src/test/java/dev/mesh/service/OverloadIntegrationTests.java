package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes that get three times the calls they can serve. Counts are asserted, times and
 * rates are printed, as they are those of the machine.
 */
class OverloadIntegrationTests {

	private static final int SEATS = 4;

	private static final long SERVICE_MILLIS = 20;

	private static final int PER_SECOND_AT_MOST = (int) (2 * SEATS * 1000 / SERVICE_MILLIS);

	private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final Pattern ATTEMPTS = Pattern.compile("\\(tried (\\d+) times\\)");

	private static final Duration PHASE = Duration.ofSeconds(4);

	private final InProcessNetwork network = new InProcessNetwork();

	private final List<MeshNode> nodes = new ArrayList<>();

	private final AtomicInteger served = new AtomicInteger();

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger mostInside = new AtomicInteger();

	@AfterEach
	void stopAll() {
		this.nodes.forEach(MeshNode::stop);
	}

	@Test
	void servesWhatItCanAndRefusesTheRestAtOnce() throws Exception {
		start(new TestNode("one").hosts(Bar.class, "bar", "all", (node) -> new SmallBar()));
		start(new TestNode("two").hosts(Bar.class, "bar", "all", (node) -> new SmallBar()));
		MeshNode caller = start(new TestNode("caller").imports(Bar.class, "bar"));
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ready(caller) == 2);
		Bar bar = caller.proxy(Bar.class);

		load(bar, PER_SECOND_AT_MOST / 4);
		Figures full = load(bar, PER_SECOND_AT_MOST);
		Figures over = load(bar, PER_SECOND_AT_MOST * 3);
		Figures again = load(bar, PER_SECOND_AT_MOST * 3);
		int after = this.served.get();
		long ended = System.nanoTime();
		for (int i = 0; i < 50; i++) {
			assertThat(bar.order("after").get(5, TimeUnit.SECONDS)).isEqualTo("after");
		}

		System.out.printf(Locale.ROOT,
				"offered once: %s%noffered three times: %s%nonce more, by classes that are loaded: %s%n"
						+ "most inside a node's service: %d%n50 calls, one by one, right after it: %d ms%n",
				full, over, again, this.mostInside.get(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended));
		assertThat(List.of(over, again)).allSatisfy((each) -> {
			assertThat(each.refused()).as("refused").isPositive();
			assertThat(each.askedAgain()).as("refused by both nodes and sent again").isZero();
			assertThat(each.failed()).as("ended in any other way").isZero();
			assertThat(each.good()).as("goodput at three times the load, of %s", full).isGreaterThan(full.good() / 2);
		});
		assertThat(this.mostInside.get()).as("what runs at once is bounded").isLessThanOrEqualTo(2 * 64);
		assertThat(this.served.get() - after).as("nothing was left over").isEqualTo(50);
	}

	private Figures load(Bar bar, int perSecond) throws InterruptedException {
		try (Pulse pulse = new Pulse()) {
			return load(bar, perSecond, pulse);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // every end is counted
	private Figures load(Bar bar, int perSecond, Pulse pulse) throws InterruptedException {
		LongAdder good = new LongAdder();
		LongAdder failed = new LongAdder();
		Queue<Refused> refused = new ConcurrentLinkedQueue<>();
		long phaseBegan = System.nanoTime();
		ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
		Semaphore ended = new Semaphore(0);
		AtomicInteger offered = new AtomicInteger();
		long tick = TimeUnit.MILLISECONDS.toNanos(10);
		int perTick = Math.max(1, perSecond / 100);
		var ticking = pace.scheduleAtFixedRate(() -> {
			for (int i = 0; i < perTick; i++) {
				offered.incrementAndGet();
				long began = System.nanoTime();
				CompletableFuture<String> order = bar.order("x");
				long sent = System.nanoTime();
				order.whenComplete((value, failure) -> {
					if (failure == null) {
						good.increment();
					}
					else if (failure instanceof NotExecutedException ex && ex.reason() == Reason.OVERLOADED) {
						refused.add(new Refused(began, sent, System.nanoTime(), String.valueOf(ex.getMessage())));
					}
					else {
						failed.increment();
					}
					ended.release();
				});
			}
		}, 0, tick, TimeUnit.NANOSECONDS);
		Awaitility.await().pollDelay(PHASE).atMost(PHASE.plusSeconds(60)).until(() -> true);
		ticking.cancel(false);
		pace.shutdown();
		assertThat(pace.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(ended.tryAcquire(offered.get(), 30, TimeUnit.SECONDS)).as("every call ends").isTrue();
		List<Refused> late = refused.stream().filter((each) -> each.tookNanos() > SOON_NANOS).toList();
		late.forEach((each) -> System.out.println(each.describe(phaseBegan, pulse)));
		int heldUp = (int) late.stream().filter((each) -> each.tookNanos() - each.missed(pulse) <= SOON_NANOS).count();
		return new Figures(offered.get(), good.intValue(), refused.size(), failed.intValue(), late.size(), heldUp,
				(int) refused.stream().filter(Refused::askedAgain).count());
	}

	private static long ready(MeshNode node) {
		return node.directory()
			.snapshot()
			.instancesOf("bar")
			.stream()
			.filter((hosted) -> hosted.instance().status() == InstanceStatus.READY)
			.count();
	}

	private MeshNode start(TestNode node) {
		MeshNode started = MeshNode.of(node.spec(), this.network);
		this.nodes.add(started);
		started.start();
		return started;
	}

	/**
	 * Where orders are taken.
	 */
	interface Bar {

		@MeshCall(timeout = "3s")
		CompletableFuture<String> order(String what);

	}

	/**
	 * Serves a few at a time, however many are let in.
	 */
	private final class SmallBar implements Bar {

		private final Semaphore seats = new Semaphore(SEATS, true);

		@Override
		public CompletableFuture<String> order(String what) {
			OverloadIntegrationTests.this.mostInside
				.accumulateAndGet(OverloadIntegrationTests.this.inside.incrementAndGet(), Math::max);
			try {
				this.seats.acquire();
				try {
					new CountDownLatch(1).await(SERVICE_MILLIS, TimeUnit.MILLISECONDS);
				}
				finally {
					this.seats.release();
				}
			}
			catch (InterruptedException ex) {
				return CompletableFuture.failedFuture(ex);
			}
			finally {
				OverloadIntegrationTests.this.inside.decrementAndGet();
			}
			OverloadIntegrationTests.this.served.incrementAndGet();
			return CompletableFuture.completedFuture(what);
		}

	}

	/**
	 * How the calls of a phase ended.
	 *
	 * @param offered how many there were
	 * @param good answered
	 * @param refused refused as overloaded
	 * @param failed ended otherwise
	 * @param refusedLate refused after more than 10 ms
	 * @param heldUp those of them that were not, but for times when nothing could run
	 * @param askedAgain refused after more attempts than there are nodes
	 */
	private record Figures(int offered, int good, int refused, int failed, int refusedLate, int heldUp,
			int askedAgain) {
	}

	/**
	 * One refusal, and where its time went.
	 *
	 * @param beganNanos when the call was made
	 * @param sentNanos when its caller went on
	 * @param endedNanos when it was refused
	 * @param why the words of the refusal
	 */
	private record Refused(long beganNanos, long sentNanos, long endedNanos, String why) {

		long tookNanos() {
			return this.endedNanos - this.beganNanos;
		}

		long missed(Pulse pulse) {
			return pulse.missed(this.beganNanos, this.endedNanos);
		}

		boolean askedAgain() {
			return ATTEMPTS.matcher(this.why).results().anyMatch((found) -> Integer.parseInt(found.group(1)) > 2);
		}

		String describe(long phaseBegan, Pulse pulse) {
			return String.format(Locale.ROOT,
					"late, called at %d ms: %.1f ms, %.1f of them to send it, for %.1f nothing could run; %s",
					TimeUnit.NANOSECONDS.toMillis(this.beganNanos - phaseBegan), tookNanos() / 1e6,
					(this.sentNanos - this.beganNanos) / 1e6, missed(pulse) / 1e6,
					this.why.substring(this.why.indexOf(" said: ") + 1));
		}

	}

}
