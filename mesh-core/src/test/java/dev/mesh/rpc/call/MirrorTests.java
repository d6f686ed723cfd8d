package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.directory.ServiceId;
import dev.mesh.route.measure.MirrorCounts;
import dev.mesh.route.measure.MirrorMeasure;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.call.TestCodec.Trouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Calls are repeated on a shadow version, and the caller never notices.
 */
class MirrorTests {

	private static final ServiceId FIRST = new ServiceId("pricing", "1");

	private static final ServiceId SHADOW = new ServiceId("pricing", "2");

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing");

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void stop() {
		this.released.countDown();
		this.cluster.close();
	}

	private MirrorCounts counts() {
		return this.cluster.measures.service("pricing").counts().mirror();
	}

	private TestNode caller(Object first, Object shadow, String mirror) {
		TestNode caller = this.cluster.add("caller");
		caller.host(FIRST, first);
		this.cluster.add("shadow").host(SHADOW, shadow);
		this.cluster.route("pricing", "{weights: {1: 100}, mirror: " + mirror + "}");
		return caller;
	}

	@Test
	void aMirroredCallReachesBothVersionsWhereverTheyAre() {
		FixedPricing first = new FixedPricing();
		FixedPricing shadow = new FixedPricing();
		TestNode caller = caller(first, shadow, "2");
		assertThat(caller.stub(Pricing.class).echo("a")).isEqualTo("a");
		assertThat(this.cluster.add("remote").stub(Pricing.class).echo("b")).isEqualTo("b");
		await().until(() -> List.copyOf(shadow.told).size() == 2);
		assertThat(first.told).containsExactly("a", "b");
		assertThat(shadow.told).containsExactlyInAnyOrder("a", "b");
		await().until(() -> counts().sent() == 2);
		assertThat(counts()).isEqualTo(new MirrorCounts(2, 0, 0, 0, 0, Map.of()));
	}

	@Test
	void callsOfAllShapesAreMirroredOnce() {
		FixedPricing shadow = new FixedPricing();
		TestNode caller = caller(new FixedPricing(), shadow, "{version: 2, verify: true}");
		Pricing pricing = caller.stub(Pricing.class);
		pricing.tell("one-way");
		pricing.later("stage").join();
		pricing.done().toCompletableFuture().join();
		pricing.safe("idempotent");
		await().until(() -> counts().compared() == 4);
		assertThat(counts().mismatched()).isZero();
		assertThat(shadow.told).containsExactlyInAnyOrder("one-way", "idempotent");
	}

	@Test
	void aShareIsMirroredWhereThatIsAsked() {
		TestNode caller = caller(new FixedPricing(), new FixedPricing(), "{version: 2, share: 20}");
		for (int i = 0; i < 2000; i++) {
			caller.stub(Pricing.class).add(1, 2);
		}
		await().until(() -> this.cluster.measures.service("pricing").counts().shadow().calls()
				+ counts().dropped() >= counts().sent());
		assertThat(counts().sent() + counts().dropped()).isBetween(300L, 500L);
	}

	@Test
	void responsesThatDifferAreCountedByFieldAndSampled() {
		TestNode caller = caller(new Answers(new Quote("a", 1, "n1")), new Answers(new Quote("a", 2, "n2")),
				"{version: 2, verify: true, ignore: [node]}");
		caller.stub(Pricing.class).any("x");
		await().until(() -> counts().mismatched() == 1);
		assertThat(counts().fields()).containsExactly(Map.entry("total", 1L));
		MirrorMeasure.Mismatch sample = this.cluster.measures.service("pricing").mirror().samples().get(0);
		assertThat(sample.method()).isEqualTo("any");
		assertThat(sample.difference().expected()).isEqualTo("1");
		assertThat(sample.difference().actual()).isEqualTo("2");
	}

	@Test
	void masksLetFieldsDiffer() {
		TestNode caller = caller(new Answers(new Quote("a", 1, "n1")), new Answers(new Quote("a", 1, "n2")),
				"{version: 2, ignore: [node]}");
		caller.stub(Pricing.class).any("x");
		await().until(() -> counts().compared() == 1);
		assertThat(counts().mismatched()).isZero();
	}

	@Test
	void aShadowThatThrowsIsAMismatchAndNothingMore() {
		TestNode caller = caller(new FixedPricing(), new FixedPricing() {

			@Override
			public String echo(String value) {
				throw new IllegalStateException("not yet");
			}

		}, "{version: 2, verify: true}");
		assertThat(caller.stub(Pricing.class).echo("a")).isEqualTo("a");
		await().until(() -> counts().mismatched() == 1);
		assertThat(counts().fields()).containsOnlyKeys("(outcome)");
	}

	@Test
	void bothThrowingTheSameIsNoMismatch() {
		Object throwing = new FixedPricing() {

			@Override
			public String echo(String value) {
				throw new IllegalStateException("never");
			}

		};
		TestNode caller = caller(throwing, throwing, "{version: 2, verify: true}");
		assertThatIllegalStateException().isThrownBy(() -> caller.stub(Pricing.class).echo("a"));
		await().until(() -> counts().compared() == 1);
		assertThat(counts().mismatched()).isZero();
	}

	@Test
	void aShadowThatHangsSlowsNoCallerAndWhatIsTooMuchIsDropped() {
		AtomicInteger entered = new AtomicInteger();
		TestNode caller = caller(new FixedPricing(), new FixedPricing() {

			@Override
			public int add(int left, int right) {
				entered.incrementAndGet();
				try {
					MirrorTests.this.released.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				return 0;
			}

		}, "2");
		for (int i = 0; i < 3000; i++) {
			assertThat(caller.stub(Pricing.class).add(1, 2)).isEqualTo(3);
		}
		assertThat(entered.get()).isLessThanOrEqualTo(4);
		assertThat(counts().dropped()).isGreaterThan(1500);
	}

	@Test
	void aShadowThatIsGoneOrRefusesCostsNothing() {
		TestNode caller = caller(new FixedPricing(), new FixedPricing(), "{version: 2, verify: true}");
		TestNode shadow = this.cluster.named("shadow");
		shadow.unreachable = true;
		assertThat(caller.stub(Pricing.class).hurried("a")).isEqualTo("a");
		await().until(() -> counts().failed() == 1);
		this.cluster.remove(shadow);
		assertThat(caller.stub(Pricing.class).echo("a")).isEqualTo("a");
		assertThat(counts().sent()).isEqualTo(1);
	}

	@Test
	void whatTheCallerChangesAfterwardsIsNotWhatIsMirrored() {
		CompletableFuture<Object> seen = new CompletableFuture<>();
		TestNode caller = caller(new FixedPricing(), new FixedPricing() {

			@Override
			public List<String> join(List<String> words, String... more) {
				seen.complete(List.copyOf(words));
				return super.join(words, more);
			}

		}, "{version: 2, verify: true}");
		List<String> words = new ArrayList<>(List.of("a"));
		caller.stub(Pricing.class).join(words, "b").add("changed");
		assertThat(words).containsExactly("a", "b");
		await().until(() -> counts().compared() == 1);
		assertThat(counts().mismatched()).isZero();
	}

	@Test
	void argumentsThatCannotBeKeptAreNotMirroredAndTheCallGoesOn() {
		TestNode caller = caller(new FixedPricing(), new FixedPricing(), "2");
		assertThat(caller.stub(Pricing.class).any(Trouble.UNWRITABLE)).isEqualTo(Trouble.UNWRITABLE);
		assertThat(counts().dropped()).isEqualTo(1);
	}

	@Test
	void aCallThatWasNotExecutedIsNotMirrored() {
		FixedPricing shadow = new FixedPricing();
		TestNode caller = caller(new FixedPricing(), shadow, "2");
		TestNode remote = this.cluster.add("remote");
		caller.unreachable = true;
		try {
			remote.stub(Pricing.class).hurried("a");
		}
		catch (NotExecutedException ex) {
			assertThat(ex).hasMessageContaining("not executed");
		}
		assertThat(counts().dropped()).isEqualTo(1);
		assertThat(counts().sent()).isZero();
	}

	record Quote(String sku, int total, String node) {

	}

	private static final class Answers extends FixedPricing {

		private final Object answer;

		Answers(Object answer) {
			this.answer = answer;
		}

		@Override
		public @Nullable Object any(@Nullable Object value) {
			return this.answer;
		}

	}

}
