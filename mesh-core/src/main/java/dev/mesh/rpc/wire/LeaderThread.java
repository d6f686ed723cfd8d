package dev.mesh.rpc.wire;

import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread that takes part in a {@link LeaderEventLoop}.
 */
final class LeaderThread extends FastThreadLocalThread {

	/** What it serves, if it does; for this thread alone. */
	private LeaderEventLoop.@Nullable Turn turn;

	LeaderThread(Runnable task, String name) {
		super(task, name);
	}

	void serves(LeaderEventLoop.@Nullable Turn served) {
		this.turn = served;
	}

	void giveUpLead() {
		LeaderEventLoop.Turn served = this.turn;
		if (served != null) {
			served.giveUpLead();
		}
	}

}
