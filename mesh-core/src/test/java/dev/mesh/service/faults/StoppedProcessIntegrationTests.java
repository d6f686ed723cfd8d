package dev.mesh.service.faults;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.selector.Selectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the other end of a stream sees of a process that stands still in the middle of it.
 */
class StoppedProcessIntegrationTests {

	private static final int PAGE = 1000;

	private static final int WINDOW = StreamOptions.defaults().windowItems();

	@TempDir
	@SuppressWarnings("NullAway.Init") // by JUnit
	private Path folder;

	@SuppressWarnings("NullAway.Init") // before each test
	private FaultCluster cluster;

	@BeforeEach
	void start() {
		this.cluster = new FaultCluster(this.folder, Selectors.defaults());
		this.cluster.heal("node-1");
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@Test
	void readerIsToldOfAWriterThatStandsStill() throws Exception {
		AtomicInteger read = new AtomicInteger();
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		this.cluster.ledger().pages(PAGE).subscribe((page) -> read.incrementAndGet(), end::complete);
		await().until(() -> read.get() > 10 * WINDOW);

		this.cluster.process("node-1").signal("STOP");

		assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class)
			.hasMessageContaining("broke off");
		assertThat(this.cluster.caller().streams().reading()).isZero();
	}

	@Test
	void writerIsHeldBackByAReaderThatStandsStillAndThenTold() throws Exception {
		AtomicInteger written = new AtomicInteger();
		AtomicInteger cancelled = new AtomicInteger();
		Flux<byte[]> pages = Flux.<byte[]>generate((sink) -> sink.next(new byte[PAGE]))
			.doOnNext((page) -> written.incrementAndGet())
			.doOnCancel(cancelled::incrementAndGet);
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			try {
				this.cluster.ledger().load(JdkFlowAdapter.publisherToFlowPublisher(pages));
			}
			catch (RuntimeException ex) {
				end.complete(ex);
			}
		}, "stopped-process-caller");
		caller.setDaemon(true);
		caller.start();
		await().until(() -> written.get() > 10 * WINDOW);

		this.cluster.process("node-1").signal("STOP");
		int stopped = written.get();

		assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class);
		await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
		assertThat(written.get() - stopped).as("granted before it stopped").isLessThanOrEqualTo(2 * WINDOW);
		await().until(() -> this.cluster.caller().streams().stalled() == 0);
	}

}
