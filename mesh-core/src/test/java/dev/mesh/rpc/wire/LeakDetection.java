package dev.mesh.rpc.wire;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test class that dropped a buffer without releasing it.
 */
public final class LeakDetection implements BeforeAllCallback, AfterAllCallback {

	private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
		this.reports.start();
		this.logger.addAppender(this.reports);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		for (int i = 0; i < 3; i++) {
			System.gc();
			// what was collected is reported when the next buffer is made
			ByteBufAllocator.DEFAULT.buffer(16).release();
		}
		this.logger.detachAppender(this.reports);
		assertThat(this.reports.list).isEmpty();
	}

}
