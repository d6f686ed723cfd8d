package dev.mesh.rpc.wire;

import java.util.function.UnaryOperator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * What a peer says of streams that none should. Each follows upon the first frames that
 * belong there, and ends the stream with some words, or is passed over.
 */
public enum StreamLie implements FrameProxy.Manner {

	ITEMS_WITHOUT_CREDIT(FrameKind.ITEM, "items that nobody asked for", (frame) -> items(frame, 0, 1000)),

	A_FRAME_OF_NO_ITEMS(FrameKind.ITEM, "items that nobody asked for", (frame) -> items(frame, 0, 0)),

	FEWER_ITEMS_THAN_NONE(FrameKind.ITEM, "items that nobody asked for", (frame) -> items(frame, 0, -1)),

	ITEMS_OF_NO_LANE(FrameKind.ITEM, "spoke of stream 5", (frame) -> items(frame, 5, 1)),

	ITEMS_OF_NO_KNOWN_CALL(FrameKind.ITEM, "", (frame) -> anothers(items(frame, 0, 1))),

	A_FRAME_THAT_ENDS_TOO_EARLY(FrameKind.ITEM, "too early", (frame) -> about(frame, FrameKind.ITEM, 0)),

	CREDIT_FOR_A_READER(FrameKind.ITEM, "stream 0 as one that is published", (frame) -> credit(frame, 0, 1)),

	A_CANCEL_FOR_A_READER(FrameKind.ITEM, "stream 0 as one that is published",
			(frame) -> about(frame, FrameKind.CANCEL, 0)),

	A_SECOND_REPLY(FrameKind.RESULT, "", (frame) -> about(frame, FrameKind.RESULT, 0)),

	A_SECOND_END(FrameKind.COMPLETE, "", (frame) -> about(frame, FrameKind.ERROR, 0)),

	ITEMS_AFTER_THE_END(FrameKind.COMPLETE, "", (frame) -> items(frame, 0, 1)),

	LESS_CREDIT_THAN_NONE(FrameKind.CREDIT, "is no credit", (frame) -> credit(frame, 0, -1)),

	CREDIT_BEYOND_COUNT(FrameKind.CREDIT, "is no credit", (frame) -> credit(frame, 0, Long.MAX_VALUE)),

	CREDIT_FOR_NO_LANE(FrameKind.CREDIT, "spoke of stream 3", (frame) -> credit(frame, 3, 1)),

	CREDIT_FOR_NO_KNOWN_CALL(FrameKind.CREDIT, "", (frame) -> anothers(credit(frame, 0, -1))),

	ITEMS_FOR_A_PUBLISHER(FrameKind.CREDIT, "stream 0 as one that is read", (frame) -> items(frame, 0, 1)),

	AN_END_FOR_A_PUBLISHER(FrameKind.CREDIT, "stream 0 as one that is read",
			(frame) -> about(frame, FrameKind.COMPLETE, 0)),

	A_STREAM_OPENED_TWICE(FrameKind.REQUEST, "connection", ByteBuf::copy);

	private static final int NEVER_CALLED = 1_000_000_000;

	private final FrameKind upon;

	private final String words;

	@SuppressWarnings("ImmutableEnumChecker") // it has no state
	private final UnaryOperator<ByteBuf> lie;

	StreamLie(FrameKind upon, String words, UnaryOperator<ByteBuf> lie) {
		this.upon = upon;
		this.words = words;
		this.lie = lie;
	}

	/**
	 * Return what the reader is told, or nothing if the lie is passed over.
	 */
	public String words() {
		return this.words;
	}

	@Override
	public @Nullable ByteBuf request(ByteBuf frame) {
		boolean ofStream = this.upon != FrameKind.REQUEST || RequestFlags.hasStreams(Frame.flags(frame));
		return ofStream ? followed(frame) : frame;
	}

	@Override
	public @Nullable ByteBuf reply(ByteBuf frame) {
		return followed(frame);
	}

	private ByteBuf followed(ByteBuf frame) {
		return (Frame.kind(frame) == this.upon) ? Unpooled.wrappedBuffer(frame, this.lie.apply(frame)) : frame;
	}

	private static ByteBuf items(ByteBuf frame, int lane, int count) {
		ByteBuf items = StreamFrames.beginItems(frame.alloc()).writeLong(0);
		return numbered(StreamFrames.sealItems(items, lane, count), frame);
	}

	private static ByteBuf credit(ByteBuf frame, int lane, long items) {
		return numbered(StreamFrames.credit(frame.alloc(), lane, items, items), frame);
	}

	private static ByteBuf about(ByteBuf frame, FrameKind kind, int lane) {
		return numbered(Frame.seal(Frame.begin(frame.alloc(), Frame.HEADER_BYTES), kind, lane), frame);
	}

	private static ByteBuf numbered(ByteBuf said, ByteBuf frame) {
		Frame.setId(said, Frame.id(frame));
		return said;
	}

	private static ByteBuf anothers(ByteBuf said) {
		Frame.setId(said, NEVER_CALLED);
		return said;
	}

}
