package dev.mesh.rpc.call;

import java.util.concurrent.Flow;

import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.stream.StreamRelay;

/**
 * What a call of the instance on this node returned where that is a stream. The instance
 * is left when the stream ends.
 *
 * @param publisher publishes it
 * @param instance the instance, which was entered
 */
record LocalStream(Flow.Publisher<?> publisher, LocalInstance instance) {

	void openTo(StreamRelay relay) {
		Runnable cutOff = () -> relay.cutOff("'" + this.instance.service().name() + "' is leaving the node");
		this.instance.onEnd(cutOff);
		relay.subscribeTo(this.publisher, () -> {
			this.instance.forgetOnEnd(cutOff);
			this.instance.exit();
		});
	}

}
