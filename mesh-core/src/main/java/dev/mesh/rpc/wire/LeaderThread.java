package dev.mesh.rpc.wire;

import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread that takes part in a {@link LeaderEventLoop}.
 */
final class LeaderThread extends FastThreadLocalThread {

	/** Its part; for this thread alone. */
	private LeaderEventLoop.@Nullable Turn turn;

	LeaderThread(Runnable task, String name) {
		super(task, name);
	}

	void takesPart(LeaderEventLoop.@Nullable Turn part) {
		this.turn = part;
	}

	boolean serve(Runnable task) {
		LeaderEventLoop.Turn part = this.turn;
		return part != null && part.serve(task);
	}

	void giveUpLead() {
		LeaderEventLoop.Turn part = this.turn;
		if (part != null) {
			part.giveUpLead();
		}
	}

}
