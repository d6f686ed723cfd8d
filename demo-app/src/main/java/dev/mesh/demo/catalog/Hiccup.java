package dev.mesh.demo.catalog;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes one answer in twenty late, as a slow disk or a long collection of garbage does:
 * to be had on one node, it shows what hedging is for. Without {@code
 * boutique.catalog-hiccup} none is.
 */
@Component
class Hiccup {

	static final int ONE_IN = 20;

	private final Duration length;

	private final AtomicInteger answers = new AtomicInteger();

	Hiccup(@Value("${boutique.catalog-hiccup:0ms}") Duration length) {
		this.length = length;
	}

	/** Be late, if it is the turn of this one; no longer than somebody waits for it. */
	void beforeAnswer() {
		if (this.length.isZero() || this.answers.incrementAndGet() % ONE_IN != 0) {
			return;
		}
		try {
			TimeUnit.NANOSECONDS.sleep(this.length.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
