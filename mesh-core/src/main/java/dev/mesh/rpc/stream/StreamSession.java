package dev.mesh.rpc.stream;

import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.wire.StreamHandler;
import dev.mesh.rpc.wire.StreamLink;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one request. They end when the request ends in anything but a result,
 * when a result comes that is no stream, and when the stream that is the result ends: a
 * parameter lasts as long as the call. Safe for use by any thread.
 */
public final class StreamSession implements StreamHandler {

	private final @Nullable LaneEnd[] lanes;

	private final boolean serves;

	/** Whether the result may be sent: it must not overtake the reply that opens it. */
	private boolean open;

	private @Nullable StreamLink link;

	/**
	 * Make it.
	 * @param lanes the streams, the result first, {@code null} where there is none
	 * @param serves whether this is the side that the request was sent to
	 */
	StreamSession(@Nullable LaneEnd[] lanes, boolean serves) {
		this.lanes = lanes;
		this.serves = serves;
	}

	@Override
	public void onLink(StreamLink given) {
		synchronized (this) {
			this.link = given;
		}
		for (LaneEnd lane : this.lanes) {
			if (lane != null) {
				lane.onLink(given);
			}
		}
	}

	@Override
	public void onReply(boolean result) {
		if (!result || this.lanes[0] == null) {
			end("the call that it came with has ended");
			return;
		}
		synchronized (this) {
			this.open = true;
		}
		wake();
	}

	/**
	 * End all that still runs, without a word to the peer, as it knows.
	 */
	void end(String message) {
		for (LaneEnd lane : this.lanes) {
			if (lane != null) {
				lane.onLost(message);
			}
		}
	}

	@Override
	public void onItems(int lane, int count, ByteBuf items, PayloadReader reader) {
		LaneEnd known = find(lane, true);
		if (known != null) {
			known.onItems(count, items, reader);
		}
	}

	@Override
	public void onCredit(int lane, long items, long bytes) {
		LaneEnd known = find(lane, false);
		if (known != null) {
			known.onCredit(items, bytes);
		}
	}

	@Override
	public void onComplete(int lane) {
		LaneEnd known = find(lane, true);
		if (known != null) {
			known.onComplete();
			endWithResult(lane);
		}
	}

	@Override
	public void onError(int lane, ByteBuf error, PayloadReader reader) {
		LaneEnd known = find(lane, true);
		if (known != null) {
			known.onError(error, reader);
			endWithResult(lane);
		}
	}

	@Override
	public void onCancel(int lane) {
		if (lane == 0 && this.serves) {
			end("the caller gave up");
			return;
		}
		LaneEnd known = find(lane, false);
		if (known != null) {
			known.onCancel();
		}
	}

	private void endWithResult(int lane) {
		if (lane == 0) {
			end("the call that it came with has ended");
		}
	}

	/** A peer that speaks of others than there are has another contract, or lies. */
	private @Nullable LaneEnd find(int lane, boolean reads) {
		LaneEnd known = (lane >= 0 && lane < this.lanes.length) ? this.lanes[lane] : null;
		if (known != null && known.reads() == reads) {
			return known;
		}
		breakOff("the node spoke of stream " + lane + " as one that is " + (reads ? "read" : "published")
				+ " here, which it is not");
		return null;
	}

	/** A call in flight is let end: it has its time for that. */
	@Override
	public void onStop(String message) {
		if (!this.serves || isOpen()) {
			breakOff(message);
		}
	}

	/** End all that still runs, and tell the peer. */
	private void breakOff(String message) {
		for (LaneEnd lane : this.lanes) {
			if (lane != null) {
				lane.onStop(message);
			}
		}
	}

	/**
	 * End the streams because the service goes, and tell the peer. On any thread.
	 * @param message why, as part of a sentence
	 */
	public void stop(String message) {
		onStop(message);
		wake();
	}

	@Override
	public void onLost(String message) {
		end(message);
	}

	@Override
	public @Nullable ByteBuf next() {
		for (int i = 0; i < this.lanes.length; i++) {
			LaneEnd lane = this.lanes[i];
			ByteBuf frame = (lane != null && maySend(i)) ? lane.next() : null;
			if (frame != null) {
				if (i == 0 && lane != null && lane.isEnded()) {
					endWithResult(0);
				}
				return frame;
			}
		}
		return null;
	}

	private boolean maySend(int lane) {
		return lane != 0 || !this.serves || isOpen();
	}

	private synchronized boolean isOpen() {
		return this.open;
	}

	@Override
	public boolean isEnded() {
		for (LaneEnd lane : this.lanes) {
			if (lane != null && !lane.isEnded()) {
				return false;
			}
		}
		return true;
	}

	private void wake() {
		StreamLink woken;
		synchronized (this) {
			woken = this.link;
		}
		if (woken != null) {
			woken.ready();
		}
	}

}
