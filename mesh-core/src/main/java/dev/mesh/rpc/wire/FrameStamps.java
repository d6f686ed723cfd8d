package dev.mesh.rpc.wire;

import java.util.concurrent.atomic.LongAdder;

import io.netty.buffer.ByteBuf;

/**
 * Puts our time and view number on frames that leave, and learns from those that arrive.
 */
final class FrameStamps {

	private final RpcEnvironment environment;

	private final LongAdder refused = new LongAdder();

	FrameStamps(RpcEnvironment environment) {
		this.environment = environment;
	}

	ByteBuf stamp(ByteBuf frame) {
		Frame.setStampAndView(frame, this.environment.now().getAsLong(), this.environment.views().get().number());
		return frame;
	}

	/**
	 * Learn from a member's frame. One from beyond the allowed drift never moves the
	 * clock; the frame itself is served, as calls do not depend on the sender's time.
	 * @param frame the frame
	 */
	void observe(ByteBuf frame) {
		if (!this.environment.observe().test(Frame.stamp(frame))) {
			this.refused.increment();
		}
	}

	long refused() {
		return this.refused.sum();
	}

}
