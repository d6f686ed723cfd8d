package dev.mesh.service.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/**
 * Writes down each run before it does anything else, and can be made slow.
 */
final class WrittenLedger implements Ledger {

	private static final Duration PACE = Duration.ofMillis(2);

	private final Path runs;

	private volatile long slowMillis;

	private volatile CountDownLatch well = new CountDownLatch(0);

	WrittenLedger(Path runs) {
		this.runs = runs;
	}

	void slowDown(long millis) {
		this.slowMillis = millis;
	}

	void occupied() {
		this.well = new CountDownLatch(1);
	}

	void recover() {
		this.slowMillis = 0;
		this.well.countDown();
	}

	@Override
	public String read(String id) {
		return run("read", id);
	}

	@Override
	public String write(String id) {
		return run("write", id);
	}

	@Override
	public String writeFor(String account, String id) {
		return run("write", id);
	}

	@Override
	public Flux<String> follow(String id) {
		run("write", id);
		return Flux.range(0, ENTRIES).delayElements(PACE).map((entry) -> id + "#" + entry);
	}

	@Override
	public Flux<byte[]> pages(int bytes) {
		return Flux.generate((sink) -> sink.next(new byte[bytes]));
	}

	@Override
	public long load(Flow.Publisher<byte[]> pages) {
		Long count = JdkFlowAdapter.flowPublisherToFlux(pages).count().block();
		return (count != null) ? count : 0;
	}

	@Override
	public void occupy() {
		try {
			this.well.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String run(String what, String id) {
		try {
			Files.writeString(this.runs, what + " " + id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			if (this.slowMillis > 0) {
				new CountDownLatch(1).await(this.slowMillis, TimeUnit.MILLISECONDS);
			}
			return id;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("interrupted", ex);
		}
	}

}
