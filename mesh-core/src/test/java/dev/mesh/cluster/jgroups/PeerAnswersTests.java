package dev.mesh.cluster.jgroups;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.mesh.security.RefusalLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PeerAnswersTests {

	private static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("10.0.0.4", 7800);

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

	private final RefusalLog refusals = new RefusalLog(System::nanoTime);

	private final PeerAnswers answers = new PeerAnswers();

	@Test
	void waitsForAnswersThatAreOutstanding() throws Exception {
		Answer first = new Answer(PEER, this.refusals, this.answers);
		Answer second = new Answer(PEER, this.refusals, this.answers);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		CompletableFuture<Map<String, String>> reasons = new CompletableFuture<>();
		executor.execute(() -> {
			try {
				reasons.complete(this.answers.await(PATIENCE));
			}
			catch (InterruptedException ex) {
				reasons.completeExceptionally(ex);
			}
		});
		first.settled();
		assertThat(reasons).isNotDone();
		second.refused("it does not like us");
		assertThat(reasons.get(30, TimeUnit.SECONDS))
			.containsExactly(Map.entry("10.0.0.4:7800", "it does not like us"));
		executor.shutdown();
	}

	@Test
	void theNewestConnectionCounts() throws Exception {
		new Answer(PEER, this.refusals, this.answers).refused("it does not like us");
		new Answer(PEER, this.refusals, this.answers).settled();
		assertThat(this.answers.await(PATIENCE)).isEmpty();
	}

	@Test
	void whatFollowsARefusalOnItsConnectionDoesNotCount() throws Exception {
		Answer answer = new Answer(PEER, this.refusals, this.answers);
		answer.refused("it does not like us");
		answer.settled();
		assertThat(this.answers.await(PATIENCE)).hasSize(1);
	}

	@Test
	void waitsNoLongerThanAsked() throws Exception {
		new Answer(PEER, this.refusals, this.answers).refused("it does not like us");
		Answer unused = new Answer(PEER, this.refusals, this.answers);
		assertThat(unused).isNotNull();
		assertThat(this.answers.await(1)).hasSize(1);
	}

}
