package dev.mesh.rpc.codec;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes along one type table, on a bounded number of lanes. Not per thread:
 * with virtual threads there would be as many instances as calls. Lanes are made when
 * they are first needed.
 */
final class ForyPool implements PayloadReader, PayloadWriter {

	private static final int NAMED_GAPS = 5;

	private static final Step READ = (lane, none, in) -> lane.read(in);

	private static final Step WRITE = (lane, value, out) -> {
		lane.write(value, out);
		return null;
	};

	private final ForyFactory factory;

	private final List<String> gaps;

	private final Semaphore permits;

	/**
	 * The idle lanes. Whoever holds a permit finds an idle lane or an empty place for the
	 * one it makes.
	 */
	private final AtomicReferenceArray<@Nullable ForyLane> idle;

	/**
	 * Create a pool.
	 * @param gaps the names in the table that are not known here
	 */
	ForyPool(ForyFactory factory, List<String> gaps, int lanes) {
		this.factory = factory;
		this.gaps = gaps;
		this.permits = new Semaphore(lanes);
		this.idle = new AtomicReferenceArray<>(lanes);
	}

	@Override
	public void write(@Nullable Object value, ByteBuf out) {
		if (value instanceof byte[] bytes) {
			RawBytes.write(bytes, out);
			return;
		}
		int start = out.writerIndex();
		try {
			use(WRITE, value, out);
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			out.writerIndex(start);
			throw new CodecException("A value of %s cannot be written: %s. %s"
				.formatted((value != null) ? value.getClass().getName() : "null", reason(ex), writeAdvice(ex)), ex);
		}
	}

	@Override
	public @Nullable Object read(ByteBuf in) {
		if (RawBytes.areNextIn(in)) {
			return RawBytes.read(in);
		}
		try {
			return use(READ, null, in);
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			throw new CodecException("%d bytes cannot be read as a value: %s. %s".formatted(in.readableBytes(),
					reason(ex), readAdvice()), ex);
		}
	}

	void warmUp(Collection<Class<?>> types) {
		use((lane, none, buffer) -> {
			lane.warmUp(types);
			return null;
		}, null, Unpooled.EMPTY_BUFFER);
	}

	/**
	 * Run a step on a lane. A lane goes back unless an error struck it: Fory cleans up
	 * after exceptions, but not after a stack overflow in the middle of cleaning up.
	 */
	private @Nullable Object use(Step step, @Nullable Object value, ByteBuf buffer) {
		this.permits.acquireUninterruptibly();
		try {
			ForyLane lane = take();
			Object result;
			try {
				result = step.run(lane, value, buffer);
			}
			catch (RuntimeException ex) {
				if (!(ex.getCause() instanceof Error)) {
					give(lane);
				}
				throw ex;
			}
			give(lane);
			return result;
		}
		finally {
			this.permits.release();
		}
	}

	private ForyLane take() {
		for (int i = 0; i < this.idle.length(); i++) {
			ForyLane lane = (this.idle.get(i) != null) ? this.idle.getAndSet(i, null) : null;
			if (lane != null) {
				return lane;
			}
		}
		return new ForyLane(this.factory.create());
	}

	private void give(ForyLane lane) {
		for (int i = 0; i < this.idle.length(); i++) {
			if (this.idle.compareAndSet(i, null, lane)) {
				return;
			}
		}
	}

	private static String reason(Throwable failure) {
		if (failure instanceof StackOverflowError || failure.getCause() instanceof StackOverflowError) {
			return "it nests too deep, or contains itself";
		}
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		String message = String.valueOf(root.getMessage());
		int end = message.indexOf(", please ");
		return (end > 0) ? message.substring(0, end) : root.getClass().getSimpleName() + ": " + message;
	}

	private static String writeAdvice(Throwable failure) {
		return ForyFactory.isRefusal(failure)
				? "Pass values of the types that the contract declares, in collections of the JDK." : "See the cause.";
	}

	private String readAdvice() {
		if (this.gaps.isEmpty()) {
			return "The peer's version of a type may differ in more than added or removed fields.";
		}
		String names = String.join(", ", this.gaps.subList(0, Math.min(NAMED_GAPS, this.gaps.size())));
		return "The peer knows %d types that this node does not: %s. Update this node.".formatted(this.gaps.size(),
				names);
	}

	/**
	 * What is done on a lane. It captures nothing, so that a call leaves no garbage here.
	 */
	@FunctionalInterface
	private interface Step {

		@Nullable Object run(ForyLane lane, @Nullable Object value, ByteBuf buffer);

	}

}
