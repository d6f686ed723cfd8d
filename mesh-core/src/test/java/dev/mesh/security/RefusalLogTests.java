package dev.mesh.security;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final RefusalLog log = new RefusalLog(this.nanos::get);

	@BeforeEach
	void attach() {
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	@AfterEach
	void detach() {
		this.logger.detachAppender(this.appender);
	}

	@Test
	void logsOnceAMinutePerAddressAndSaysHowManyWereLeftOut() {
		for (int port = 1; port <= 42; port++) {
			this.log.refused(peer("10.0.0.9", port), "it spoke without TLS");
		}
		this.nanos.addAndGet(Duration.ofSeconds(59).toNanos());
		this.log.refused(peer("10.0.0.9", 43), "it spoke without TLS");
		assertThat(lines()).containsExactly("refused 10.0.0.9: it spoke without TLS");
		this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
		this.log.refused(peer("10.0.0.9", 44), "it spoke without TLS");
		assertThat(lines()).last()
			.isEqualTo("refused 10.0.0.9: it spoke without TLS (42 more since the last such line)");
		assertThat(this.log.refusals()).isEqualTo(44);
	}

	@Test
	void tellsTheRefusedSideByPort() {
		this.log.refusedBy(peer("10.0.0.4", 7800), "the token differs");
		this.log.refusedBy(peer("10.0.0.4", 7801), "the token differs");
		assertThat(lines()).containsExactly("peer 10.0.0.4:7800 refused this node: the token differs",
				"peer 10.0.0.4:7801 refused this node: the token differs");
		assertThat(this.log.refusalsByPeers()).isEqualTo(2);
		assertThat(this.log.refusals()).isZero();
	}

	@Test
	void manyAddressesFloodNeitherTheLogNorTheMemory() {
		for (int i = 0; i < 5000; i++) {
			this.log.refused(peer("10.1." + i / 250 + "." + i % 250, 1), "it spoke without TLS");
		}
		assertThat(lines()).hasSize(RefusalLog.LINES_PER_WINDOW);
		assertThat(this.log.refusals()).isEqualTo(5000);
	}

	@Test
	void isQuietAboutTheNodesOwnProbesForAMinute() {
		this.log.expect(peer("127.0.0.1", 5555));
		this.log.refused(peer("127.0.0.1", 5555), "probe");
		assertThat(lines()).isEmpty();
		assertThat(this.log.refusals()).isZero();
		this.log.refused(peer("127.0.0.1", 5556), "stranger");
		this.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
		this.log.refused(peer("127.0.0.1", 5555), "stranger");
		assertThat(lines()).hasSize(2);
	}

	@Test
	void whatAPeerSentCannotForgeALine() {
		this.log.refused(peer("10.0.0.9", 1), "it said 'x\r\nERROR all is lost'");
		assertThat(lines()).containsExactly("refused 10.0.0.9: it said 'x ERROR all is lost'");
	}

	private List<String> lines() {
		return this.appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private static InetSocketAddress peer(String address, int port) {
		return new InetSocketAddress(address, port);
	}

}
