package dev.mesh.rpc.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;

/**
 * Calls to one node whose connection was lost after they were sent, and which wait for
 * the next connection to ask what became of them. Bounded by the calls in flight. Guarded
 * by the lock of the {@link Peer}, except for what it hands out.
 */
final class Doubts {

	private final EventLoop clock;

	private List<Doubt> waiting = new ArrayList<>();

	/**
	 * Make it.
	 * @param clock watches the deadlines
	 */
	Doubts(EventLoop clock) {
		this.clock = clock;
	}

	void add(PendingCall call, long connection) {
		long left = call.deadlineNanos() - System.nanoTime();
		Future<?> timer = this.clock.schedule(
				() -> call.outcomeUnknown("the connection was lost, and there was no new one before the deadline"),
				Math.max(0, left), TimeUnit.NANOSECONDS);
		this.waiting.add(new Doubt(call, connection, timer));
	}

	/**
	 * Hand out what waits.
	 * @return the calls, to be asked for or ended
	 */
	List<Doubt> take() {
		List<Doubt> taken = this.waiting;
		this.waiting = new ArrayList<>();
		taken.forEach((doubt) -> doubt.timer().cancel(false));
		return taken;
	}

	/**
	 * One call.
	 *
	 * @param call the call
	 * @param connection what its connection was called
	 * @param timer watches its deadline
	 */
	record Doubt(PendingCall call, long connection, Future<?> timer) {

		void ask(ClientConnection by) {
			if (!this.call.isSettled()) {
				by.offer(Inquiry.about(this.call, this.connection));
			}
		}

		void end(String message) {
			this.call.outcomeUnknown(
					"the request was sent and then the connection ended, and there is no new one: " + message);
		}

	}

}
