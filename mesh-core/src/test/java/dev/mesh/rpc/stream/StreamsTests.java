package dev.mesh.rpc.stream;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.wire.StreamHandler;
import dev.mesh.rpc.wire.StreamLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No more streams are open than may be, and each that ends makes room for another.
 */
class StreamsTests {

	/** Where in a frame its kind is, and the kind of one that ends a stream badly. */
	private static final int KIND = 4;

	private static final byte ERROR = 23;

	private final Streams streams = new Streams(new StreamOptions(8, 1024, 2, 1), (value, out) -> {
	}, new NoExceptions());

	@Test
	void streamsThatAreReadAreBounded() {
		StreamRelay first = Objects.requireNonNull(read());
		assertThat(read()).isNotNull();
		assertThat(read()).isNull();
		assertThat(this.streams.reading()).isEqualTo(2);
		first.cancel();
		first.cancel();
		assertThat(this.streams.reading()).isOne();
		StreamRelay third = Objects.requireNonNull(read());
		third.fail(new IllegalStateException("ended"));
		third.cancel();
		assertThat(this.streams.reading()).isOne();
	}

	private @Nullable StreamRelay read() {
		return this.streams.read("a stream", new Silent(), () -> {
		});
	}

	@Test
	void streamsThatAreServedAreBounded() {
		InboundStreams first = Objects.requireNonNull(this.streams.inbound("a stream", true, List.of()));
		assertThat(this.streams.inbound("a stream", true, List.of())).isNotNull();
		assertThat(this.streams.inbound("a stream", true, List.of())).isNull();
		assertThat(this.streams.inbound("an upload", false, List.of(true))).isNotNull();
		first.handler().onReply(false);
		first.handler().onLost("twice");
		assertThat(this.streams.serving()).isOne();
	}

	@Test
	void itemThatIsBeingWrittenWhenTheStreamIsStoppedDoesNotFollowThoseThatAreDropped() {
		AtomicReference<StreamHandler> handler = new AtomicReference<>();
		Streams stopped = new Streams(StreamOptions.defaults(), (value, out) -> {
			out.writeByte(0);
			if (Objects.equals(value, 1)) {
				Objects.requireNonNull(handler.get()).onStop("it is to");
			}
		}, new NoExceptions());
		InboundStreams served = Objects.requireNonNull(stopped.inbound("a stream", true, List.of()));
		handler.set(served.handler());
		served.handler().onLink(new Unheard());
		served.handler().onReply(true);
		served.publish((subscriber) -> subscriber.onSubscribe(new Flow.Subscription() {
			private int next;

			@Override
			public void request(long n) {
				subscriber.onNext(this.next++);
			}

			@Override
			public void cancel() {
			}
		}), () -> {
		});
		served.handler().onCredit(0, 10, 1000);
		ByteBuf frame = Objects.requireNonNull(served.handler().next());
		assertThat(frame.getByte(KIND)).isEqualTo(ERROR);
		assertThat(served.handler().next()).isNull();
		frame.release();
	}

	private static final class Unheard implements StreamLink {

		@Override
		public void ready() {
		}

		@Override
		public ByteBufAllocator allocator() {
			return ByteBufAllocator.DEFAULT;
		}

		@Override
		public int maxFrameBytes() {
			return 1024;
		}

	}

	private static final class Silent implements Flow.Subscriber<Object> {

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
		}

		@Override
		public void onNext(Object item) {
		}

		@Override
		public void onError(Throwable thrown) {
		}

		@Override
		public void onComplete() {
		}

	}

	private static final class NoExceptions implements ExceptionFormat {

		@Override
		public void write(Throwable exception, ByteBuf out) {
		}

		@Override
		public Throwable read(ByteBuf in, PayloadReader reader) {
			return new IllegalStateException("not needed here");
		}

	}

}
