package dev.mesh.rpc.stream;

import org.jspecify.annotations.Nullable;

/**
 * What the reading side of a stream has granted, and what it grants next: never more
 * items than the subscriber asked for, and never more items or bytes than the window
 * holds, counting those on their way and those that wait here. Guarded by its owner.
 */
final class ReceiveWindow {

	private final int maxItems;

	private final int maxBytes;

	/** Asked for by the subscriber and not delivered; {@link Long#MAX_VALUE}: no end. */
	private long demand;

	/** Granted and not delivered. */
	private long openItems;

	/** Granted and not arrived. */
	private long expected;

	/** Granted and not delivered; negative when a frame had more than was granted. */
	private long openBytes;

	/** Granted and not arrived; negative likewise. */
	private long expectedBytes;

	ReceiveWindow(StreamOptions options, long demand) {
		this.maxItems = options.windowItems();
		this.maxBytes = options.windowBytes();
		this.demand = demand;
	}

	void request(long n) {
		long sum = this.demand + n;
		this.demand = (sum < 0) ? Long.MAX_VALUE : sum;
	}

	/**
	 * Take items that have arrived in one frame. There must have been a grant for all of
	 * them, and for one of their bytes.
	 * @return false if they were not granted
	 */
	boolean arrived(int count, int bytes) {
		if (count < 1 || count > this.expected || this.expectedBytes < 1) {
			return false;
		}
		this.expected -= count;
		this.expectedBytes -= bytes;
		return true;
	}

	boolean mayDeliver() {
		return this.demand > 0;
	}

	/**
	 * Count an item as delivered.
	 */
	void delivered(int bytes) {
		if (this.demand != Long.MAX_VALUE) {
			this.demand--;
		}
		this.openItems--;
		this.openBytes -= bytes;
	}

	/**
	 * Tell whether it is worth a frame to grant more: half a window, or all that the
	 * subscriber waits for.
	 */
	boolean isDue() {
		long items = grantableItems();
		return items >= (this.maxItems + 1) / 2 || (items > 0 && this.demand <= this.maxItems)
				|| (this.openItems > 0 && grantableBytes() >= (this.maxBytes + 1) / 2);
	}

	private long grantableItems() {
		return Math.max(0, Math.min(this.demand, this.maxItems) - this.openItems);
	}

	private long grantableBytes() {
		return Math.max(0, this.maxBytes - this.openBytes);
	}

	/**
	 * Grant what can be granted.
	 * @return the grant, or {@code null} if none is due
	 */
	@Nullable Grant grant() {
		if (!isDue()) {
			return null;
		}
		Grant grant = new Grant(grantableItems(), grantableBytes());
		this.openItems += grant.items();
		this.expected += grant.items();
		this.openBytes += grant.bytes();
		this.expectedBytes += grant.bytes();
		return grant;
	}

	/**
	 * More that the other side may send.
	 *
	 * @param items how many items
	 * @param bytes how many bytes
	 */
	record Grant(long items, long bytes) {

	}

}
