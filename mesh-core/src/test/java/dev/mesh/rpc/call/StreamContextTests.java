package dev.mesh.rpc.call;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallPriority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stream has from the call that it is opened for, over a real connection.
 */
class StreamContextTests {

	private final WirePair pair = new WirePair(Ticker.class, "ticker");

	private final CompletableFuture<CallContext> seen = new CompletableFuture<>();

	@AfterEach
	void stop() {
		this.pair.close();
	}

	@Test
	void itIsOpenedWithTraceAndPriorityOfItsReader() throws Exception {
		this.pair.hostAt(this.pair.host, new FluxTicker() {

			@Override
			public Flow.Publisher<Integer> ticks(int count) {
				CallContext context = CallContext.current();
				assertThat(context).isNotNull();
				StreamContextTests.this.seen.complete(context);
				return super.ticks(count);
			}

		});
		Flow.Publisher<Integer> ticks = this.pair.caller.plane().stub(Ticker.class).ticks(3);
		CallContext.Scope scope = new CallContext(this.pair.caller.node(),
				System.nanoTime() + TimeUnit.MINUTES.toNanos(1), Baggage.EMPTY.observed(Map.of("traceparent", "00-1")),
				CallPriority.LOW)
			.open();
		try {
			ticks.subscribe(new Reader<>(Long.MAX_VALUE));
		}
		finally {
			scope.close();
		}
		CallContext context = this.seen.get(1, TimeUnit.MINUTES);
		assertThat(context.priority()).isEqualTo(CallPriority.LOW);
		assertThat(context.baggage().observed()).isEqualTo(Map.of("traceparent", "00-1"));
		assertThat(context.remaining()).isPositive();
	}

}
