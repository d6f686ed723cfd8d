package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.rpc.OutcomeUnknownException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to streams when nodes come and go.
 */
class StreamsOfNodesIntegrationTests {

	private final InProcessNetwork network = new InProcessNetwork();

	private final List<MeshNode> nodes = new ArrayList<>();

	private final AtomicInteger cancelled = new AtomicInteger();

	@AfterEach
	void stopAll() {
		this.nodes.forEach(MeshNode::stop);
	}

	private MeshNode start(TestNode node) {
		MeshNode started = MeshNode.of(node.spec(), this.network);
		this.nodes.add(started);
		started.start();
		return started;
	}

	private MeshNode host(String name, Duration drainTimeout) {
		return start(new TestNode(name).drainTimeout(drainTimeout)
			.hosts(Feed.class, "feed", "1",
					(node) -> () -> Flux.just(node)
						.concatWith(Flux.never())
						.doOnCancel(this.cancelled::incrementAndGet)));
	}

	@Test
	void aStreamThatOutlastsTheDrainIsEndedAndCanBeOpenedElsewhere() throws Exception {
		MeshNode one = host("one", Duration.ofMillis(200));
		MeshNode two = host("two", Duration.ofMillis(200));
		List<String> heard = new CopyOnWriteArrayList<>();
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		two.proxy(Feed.class).items().subscribe(heard::add, end::complete);
		await().untilAsserted(() -> assertThat(heard).containsExactly("one"));

		one.withdraw().toCompletableFuture().get(30, TimeUnit.SECONDS);

		assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class)
			.hasMessageContaining("leaving the node");
		await().untilAsserted(() -> assertThat(this.cancelled).hasValue(1));
		assertThat(two.proxy(Feed.class).items().blockFirst(Duration.ofSeconds(30))).isEqualTo("two");
	}

	@Test
	void aKilledNodeEndsTheStreamAndTheNextGoesToItsHeir() throws Exception {
		MeshNode one = host("one", Duration.ofSeconds(10));
		MeshNode two = host("two", Duration.ofSeconds(10));
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		List<String> heard = new CopyOnWriteArrayList<>();
		two.proxy(Feed.class).items().subscribe(heard::add, end::complete);
		await().untilAsserted(() -> assertThat(heard).containsExactly("one"));

		one.kill();

		assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class);
		assertThat(two.proxy(Feed.class).items().blockFirst(Duration.ofSeconds(30))).isEqualTo("two");
	}

	/**
	 * A stream without an end.
	 */
	public interface Feed {

		Flux<String> items();

	}

}
