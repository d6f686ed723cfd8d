package dev.mesh.rpc.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import dev.mesh.rpc.stream.ReceiveWindow.Grant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both windows of a stream, in random interleavings, against what they promise.
 */
class WindowTests {

	private static final int ITEMS = 32;

	private static final int BYTES = 10_000;

	private static final int LARGEST = 3000;

	private final StreamOptions options = new StreamOptions(ITEMS, BYTES, 1, 1);

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void everyItemAskedForArrivesAndNeverMoreThanTheWindowIsOut(long seed) {
		new Model(new Random(seed)).run(20_000);
	}

	@Test
	void whatWasNotAskedOfTheSourceIsRefused() {
		SendWindow window = new SendWindow(BYTES);
		assertThat(window.arrived()).isFalse();
		window.grant(10, BYTES);
		assertThat(window.ask()).isOne();
		assertThat(window.arrived()).isTrue();
		assertThat(window.arrived()).isFalse();
	}

	@Test
	void whatWasNotGrantedIsRefused() {
		ReceiveWindow window = new ReceiveWindow(this.options, 5);
		assertThat(window.arrived(1, 1)).isFalse();
		assertThat(window.grant()).isEqualTo(new Grant(5, BYTES));
		assertThat(window.arrived(6, 1)).isFalse();
		assertThat(window.arrived(0, 1)).isFalse();
		assertThat(window.arrived(-1, 1)).isFalse();
		assertThat(window.arrived(5, 1)).isTrue();
	}

	@Test
	void oneFrameMayExceedTheBytesAndNoneMayFollowIt() {
		ReceiveWindow window = new ReceiveWindow(this.options, 5);
		window.grant();
		assertThat(window.arrived(1, BYTES - 1)).isTrue();
		assertThat(window.arrived(1, LARGEST)).isTrue();
		assertThat(window.arrived(1, 1)).isFalse();
	}

	@Test
	void demandWithoutEndStaysWithoutEnd() {
		ReceiveWindow window = new ReceiveWindow(this.options, Long.MAX_VALUE);
		window.request(Long.MAX_VALUE);
		for (int i = 0; i < 10 * ITEMS; i++) {
			window.grant();
			assertThat(window.arrived(1, 1)).isTrue();
			assertThat(window.mayDeliver()).isTrue();
			window.delivered(1);
		}
	}

	@Test
	void whatIsNoCreditChangesNothing() {
		SendWindow window = new SendWindow(BYTES);
		assertThat(window.grant(-5, 5)).isFalse();
		assertThat(window.grant(5, -5)).isFalse();
		assertThat(window.maySend()).isFalse();
		assertThat(window.grant(Long.MAX_VALUE, Long.MAX_VALUE)).isTrue();
		assertThat(window.grant(1, 0)).isFalse();
		assertThat(window.grant(0, 1)).isFalse();
		assertThat(window.maySend()).isTrue();
		assertThat(window.ask()).isOne();
	}

	@Test
	void howeverMuchIsGrantedNoMoreGathersThanTheOwnWindowHolds() {
		SendWindow window = new SendWindow(BYTES);
		window.grant(Long.MAX_VALUE, Long.MAX_VALUE);
		long gathered = 0;
		for (long asked = window.ask(); asked > 0; asked = window.ask()) {
			for (long i = 0; i < asked; i++) {
				assertThat(window.arrived()).isTrue();
				window.encoded(100);
				gathered += 100;
			}
		}
		assertThat(gathered).isBetween(BYTES / 2L, (long) BYTES);
		assertThat(window.isUsedUp()).isFalse();
		window.sent((int) gathered);
		assertThat(window.ask()).isPositive();
	}

	/**
	 * A source that answers when it likes, a network that delivers when it likes in
	 * order, and a subscriber that asks and takes when it likes.
	 */
	private final class Model {

		private final Random random;

		private final SendWindow sender = new SendWindow(BYTES);

		private final ReceiveWindow receiver = new ReceiveWindow(WindowTests.this.options, 0);

		private final Deque<Grant> grants = new ArrayDeque<>();

		private final Deque<Integer> unsent = new ArrayDeque<>();

		private final Deque<Integer> underWay = new ArrayDeque<>();

		private final Deque<Integer> waiting = new ArrayDeque<>();

		private long asked;

		private long requested;

		private long delivered;

		Model(Random random) {
			this.random = random;
		}

		void run(int steps) {
			for (int i = 0; i < steps; i++) {
				step(this.random.nextInt(7));
				check();
			}
			while (this.delivered < this.requested) {
				long before = this.delivered;
				for (int round = 0; round < 7; round++) {
					for (int action = 1; action < 7; action++) {
						step(action);
						check();
					}
				}
				assertThat(this.delivered).as("progress").isGreaterThan(before);
			}
		}

		private void step(int action) {
			switch (action) {
				case 0 -> request();
				case 1 -> grant();
				case 2 -> take();
				case 3 -> emit();
				case 4 -> send();
				case 5 -> arrive();
				default -> deliver();
			}
		}

		private void request() {
			int n = 1 + this.random.nextInt(50);
			this.requested += n;
			this.receiver.request(n);
		}

		private void grant() {
			Grant grant = this.receiver.grant();
			if (grant != null) {
				this.grants.add(grant);
			}
		}

		private void take() {
			Grant grant = this.grants.poll();
			if (grant != null) {
				this.sender.grant(grant.items(), grant.bytes());
			}
			this.asked += this.sender.ask();
		}

		private void emit() {
			if (this.asked > 0) {
				int size = 1 + this.random.nextInt(LARGEST);
				this.asked--;
				assertThat(this.sender.arrived()).isTrue();
				this.sender.encoded(size);
				this.unsent.add(size);
			}
		}

		private void send() {
			if (!this.unsent.isEmpty() && this.sender.maySend()) {
				this.sender.sent(this.unsent.element());
				this.underWay.add(this.unsent.remove());
			}
		}

		private void arrive() {
			if (!this.underWay.isEmpty()) {
				assertThat(this.receiver.arrived(1, this.underWay.element())).isTrue();
				this.waiting.add(this.underWay.remove());
			}
		}

		private void deliver() {
			if (!this.waiting.isEmpty()) {
				assertThat(this.receiver.mayDeliver()).isTrue();
				this.receiver.delivered(this.waiting.remove());
				this.delivered++;
			}
		}

		private void check() {
			int out = this.underWay.size() + this.waiting.size();
			long bytes = sum(this.underWay) + sum(this.waiting);
			assertThat(out + this.unsent.size()).isLessThanOrEqualTo(ITEMS);
			assertThat(bytes).isLessThanOrEqualTo(BYTES + LARGEST);
			assertThat(this.delivered + out + this.unsent.size() + this.asked).isLessThanOrEqualTo(this.requested);
			assertThat(this.sender.unsentBytes()).isEqualTo(sum(this.unsent));
		}

		private long sum(Deque<Integer> sizes) {
			return sizes.stream().mapToLong(Integer::longValue).sum();
		}

	}

}
