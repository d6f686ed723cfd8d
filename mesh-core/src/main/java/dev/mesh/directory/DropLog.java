package dev.mesh.directory;

import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was dropped and logs it at most once per round, however much there was.
 */
final class DropLog {

	private static final Logger logger = LoggerFactory.getLogger(ReplicatedDirectory.class);

	private final LongAdder dropped = new LongAdder();

	private volatile String reason = "";

	void dropped(String why) {
		this.reason = why;
		this.dropped.increment();
	}

	void report() {
		long count = this.dropped.sumThenReset();
		if (count > 0) {
			logger.warn("{} directory messages were dropped, the last one because {}.", count, this.reason);
		}
	}

}
