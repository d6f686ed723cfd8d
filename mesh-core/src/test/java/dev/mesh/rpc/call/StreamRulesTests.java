package dev.mesh.rpc.call;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;
import reactor.core.publisher.Flux;

/**
 * The rules of Reactive Streams for publishers, held against a stream from another node.
 */
class StreamRulesTests {

	private final WirePair pair = new WirePair(Ticker.class, "ticker");

	@AfterEach
	void stop() {
		this.pair.close();
	}

	@TestFactory
	Stream<DynamicTest> everyRuleHolds() {
		this.pair.hostAt(this.pair.host, new FluxTicker() {
			@Override
			Flux<Integer> source(int count) {
				return (count < 0) ? Flux.error(new TickerException("failed")) : super.source(count);
			}
		});
		Ticker ticker = this.pair.caller.plane().stub(Ticker.class);
		return Arrays.stream(Rules.class.getMethods())
			.filter((method) -> method.isAnnotationPresent(org.testng.annotations.Test.class))
			.map((rule) -> DynamicTest.dynamicTest(rule.getName(), () -> check(rule, ticker)));
	}

	private static void check(Method rule, Ticker ticker) throws Throwable {
		Rules rules = new Rules(ticker);
		rules.setUp();
		try {
			rule.invoke(rules);
		}
		catch (InvocationTargetException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			Assumptions.assumeFalse(cause instanceof SkipException, () -> String.valueOf(cause.getMessage()));
			throw cause;
		}
	}

	/**
	 * The rules as they were published.
	 */
	public static final class Rules extends FlowPublisherVerification<Integer> {

		private final Ticker ticker;

		Rules(Ticker ticker) {
			super(new TestEnvironment(2000, 200));
			this.ticker = ticker;
		}

		@Override
		public Flow.Publisher<Integer> createFlowPublisher(long elements) {
			return this.ticker.ticks((int) Math.min(elements, Integer.MAX_VALUE));
		}

		@Override
		public Flow.Publisher<Integer> createFailedFlowPublisher() {
			return this.ticker.ticks(-1);
		}

	}

}
