package dev.mesh.benchmarks.calls.load;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderDesk;

/**
 * What is called, and the check that it was done.
 */
public enum Work {

	/** An order of five lines. */
	PLACE("place(Order)", 0),

	/** A hundred bytes. */
	ECHO_100B("echo 100 B", 100),

	/** Ten KiB. */
	ECHO_10K("echo 10 KiB", 10 * 1024),

	/** One MiB. */
	ECHO_1M("echo 1 MiB", 1024 * 1024);

	private static final Order ORDER = Order.sample(1);

	private static final long PLACED_ID = ORDER.placed().id();

	private final String title;

	@SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
	private final byte[] bytes;

	Work(String title, int length) {
		this.title = title;
		this.bytes = new byte[length];
	}

	/**
	 * Return the name in tables.
	 * @return the name
	 */
	public String title() {
		return this.title;
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Do it once.
	 * @param desk does it
	 * @return whether the result is right
	 */
	boolean call(OrderDesk desk) {
		return (this == PLACE) ? isPlaced(desk.place(ORDER)) : isEchoed(desk.echo(this.bytes));
	}

	/**
	 * Do it once without waiting.
	 * @param desk does it
	 * @return whether the result is right
	 */
	CompletableFuture<Boolean> callAsync(OrderDesk desk) {
		return (this == PLACE) ? desk.placeAsync(ORDER).thenApply(Work::isPlaced)
				: desk.echoAsync(this.bytes).thenApply(this::isEchoed);
	}

	private static boolean isPlaced(Order order) {
		return order.id() == PLACED_ID && order.lines().size() == ORDER.lines().size();
	}

	private boolean isEchoed(byte[] echo) {
		return echo.length == this.bytes.length;
	}

}
