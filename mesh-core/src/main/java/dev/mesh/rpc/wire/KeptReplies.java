package dev.mesh.rpc.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The last replies of a connection, bounded by count and bytes; the oldest make room for
 * the newest. Replies are copied into one ring of bytes, so that to keep one leaves no
 * garbage. Not safe for use by several threads.
 */
final class KeptReplies {

	private static final int MAX_KEPT = 1024;

	private static final int MAX_BYTES = 256 * 1024;

	private static final int FIRST_SLOTS = 16;

	private static final int FIRST_BYTES = 4 * 1024;

	private int[] ids = new int[FIRST_SLOTS];

	private FrameKind[] kinds = new FrameKind[FIRST_SLOTS];

	private int[] lengths = new int[FIRST_SLOTS];

	private byte[] ring = new byte[FIRST_BYTES];

	private int oldest;

	private int count;

	private int oldestByte;

	private int bytes;

	/**
	 * Keep a reply, unless it is larger than all that may be kept.
	 * @param id the request
	 * @param kind the kind of the reply
	 * @param reply has the reply's body
	 * @param start where the body begins
	 * @param length how long it is
	 */
	void add(int id, FrameKind kind, ByteBuf reply, int start, int length) {
		if (length > MAX_BYTES) {
			return;
		}
		while (this.count == MAX_KEPT || this.bytes + length > MAX_BYTES) {
			dropOldest();
		}
		if (this.count == this.ids.length) {
			growSlots();
		}
		if (this.bytes + length > this.ring.length) {
			growRing(this.bytes + length);
		}
		int slot = slot(this.count);
		this.ids[slot] = id;
		this.kinds[slot] = kind;
		this.lengths[slot] = length;
		put(reply, start, length, (this.oldestByte + this.bytes) % this.ring.length);
		this.count++;
		this.bytes += length;
	}

	private void put(ByteBuf reply, int start, int length, int at) {
		int untilEnd = Math.min(length, this.ring.length - at);
		reply.getBytes(start, this.ring, at, untilEnd);
		reply.getBytes(start + untilEnd, this.ring, 0, length - untilEnd);
	}

	private void dropOldest() {
		int length = this.lengths[this.oldest];
		this.oldestByte = (this.oldestByte + length) % this.ring.length;
		this.bytes -= length;
		this.oldest = slot(1);
		this.count--;
	}

	private int slot(int index) {
		return (this.oldest + index) % this.ids.length;
	}

	private void growSlots() {
		int slots = Math.min(MAX_KEPT, 2 * this.ids.length);
		int[] moreIds = new int[slots];
		FrameKind[] moreKinds = new FrameKind[slots];
		int[] moreLengths = new int[slots];
		for (int i = 0; i < this.count; i++) {
			moreIds[i] = this.ids[slot(i)];
			moreKinds[i] = this.kinds[slot(i)];
			moreLengths[i] = this.lengths[slot(i)];
		}
		this.ids = moreIds;
		this.kinds = moreKinds;
		this.lengths = moreLengths;
		this.oldest = 0;
	}

	private void growRing(int needed) {
		byte[] larger = new byte[Math.min(MAX_BYTES, 2 * Integer.highestOneBit(needed))];
		copyTo(larger, this.oldestByte, this.bytes);
		this.ring = larger;
		this.oldestByte = 0;
	}

	private void copyTo(byte[] target, int from, int length) {
		int untilEnd = Math.min(length, this.ring.length - from);
		System.arraycopy(this.ring, from, target, 0, untilEnd);
		System.arraycopy(this.ring, 0, target, untilEnd, length - untilEnd);
	}

	/**
	 * Find the reply to a request.
	 * @param id the request
	 * @return the reply, or {@code null} if it is not kept (any more)
	 */
	@Nullable Kept find(int id) {
		int at = this.oldestByte;
		for (int i = 0; i < this.count; i++) {
			int slot = slot(i);
			if (this.ids[slot] == id) {
				byte[] body = new byte[this.lengths[slot]];
				copyTo(body, at, body.length);
				return new Kept(this.kinds[slot], body);
			}
			at = (at + this.lengths[slot]) % this.ring.length;
		}
		return null;
	}

	/**
	 * A reply that was kept.
	 *
	 * @param kind its kind
	 * @param body its body
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	record Kept(FrameKind kind, byte[] body) {
	}

}
