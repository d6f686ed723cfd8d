package dev.mesh.rpc.stream;

/**
 * What the publishing side of a stream may still do. The reader grants items and bytes.
 * An item is asked of the source only when it has been granted, so what has come from the
 * source can always be sent; bytes are granted beside that, and what exceeds them waits
 * here. So as not to gather much, the source is asked for no more items than fit the
 * bytes, going by the size of the largest lately, and whatever was granted, no more than
 * this side's own window holds. Guarded by its owner.
 */
final class SendWindow {

	/** Asking for less at a time costs more than it gains. */
	private static final int LEAST_WORTHWHILE = 16;

	private static final int DECAY_SHIFT = 4;

	private final int maxBytes;

	private long items;

	private long bytes;

	private long asked;

	private long unsent;

	private long size;

	/**
	 * Make it.
	 * @param maxBytes how many bytes may gather here, whatever the reader grants
	 */
	SendWindow(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * Take what the reader grants.
	 * @return false if that is no credit: less than nothing, or more than can be counted
	 */
	boolean grant(long moreItems, long moreBytes) {
		boolean credible = moreItems >= 0 && moreBytes >= 0 && moreItems <= Long.MAX_VALUE - this.items
				&& (this.bytes <= 0 || moreBytes <= Long.MAX_VALUE - this.bytes);
		if (credible) {
			this.items += moreItems;
			this.bytes += moreBytes;
		}
		return credible;
	}

	/**
	 * Decide how many items to ask the source for, and count them as asked for.
	 * @return the number, perhaps 0
	 */
	long ask() {
		long wanted = worthwhile();
		this.asked += wanted;
		return wanted;
	}

	boolean mayAsk() {
		return worthwhile() > 0;
	}

	private long worthwhile() {
		long wanted = Math.min(this.items - this.asked, fitting());
		return (wanted >= LEAST_WORTHWHILE || (wanted > 0 && this.asked == 0)) ? wanted : 0;
	}

	private long fitting() {
		if (this.size == 0) {
			// nothing is known of the items yet: a first one will tell
			return (this.asked == 0 && this.bytes > 0) ? 1 : 0;
		}
		long room = Math.min(this.bytes, this.maxBytes) - this.unsent - this.asked * this.size;
		return (room <= 0) ? 0 : Math.max(1, room / this.size);
	}

	/**
	 * Take an item from the source.
	 * @return false if it was not asked for
	 */
	boolean arrived() {
		if (this.asked == 0) {
			return false;
		}
		this.asked--;
		this.items--;
		return true;
	}

	/**
	 * Note how large an arrived item is.
	 */
	void encoded(int itemBytes) {
		this.unsent += itemBytes;
		this.size = Math.max(Math.max(1, itemBytes), this.size - (this.size >> DECAY_SHIFT));
	}

	boolean maySend() {
		return this.bytes > 0;
	}

	/**
	 * Tell whether the source has given all that the reader has granted.
	 */
	boolean isUsedUp() {
		return this.asked == 0 && (this.items == 0 || this.bytes <= 0);
	}

	void sent(int sentBytes) {
		this.unsent -= sentBytes;
		this.bytes -= sentBytes;
	}

	/**
	 * Return how many bytes have come from the source and wait to be sent.
	 */
	long unsentBytes() {
		return this.unsent;
	}

}
