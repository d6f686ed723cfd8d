package dev.mesh.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound, kept in a file, below which a clock stays: what is above it after a restart
 * was never drawn before. Raised ahead of need, so that the disk is written a few times
 * per second at most however many stamps are drawn; one thread raises it while the others
 * go on, and they wait only if the bound is reached.
 * <p>
 * A restarted clock begins at the bound, which is ahead of the wall clock by at most the
 * reserve. With a reserve no greater than the drift that nodes allow each other, its
 * stamps are accepted from the start. Used by one clock; safe for use by any thread.
 */
public final class ClockCeiling {

	private static final Logger logger = LoggerFactory.getLogger(ClockCeiling.class);

	private final Path file;

	private final long reserve;

	private final long floor;

	private final AtomicBoolean raising = new AtomicBoolean();

	private volatile long ceiling;

	private ClockCeiling(Path file, long reserve, long floor) {
		this.file = file;
		this.reserve = reserve;
		this.floor = floor;
		this.ceiling = floor;
	}

	/**
	 * Open the file, which need not exist.
	 * @param file the file; its folder must exist and be writable
	 * @param reserve how far ahead of the clock the bound is set, 1 millisecond or more
	 * @return the ceiling
	 * @throws IOException if the file cannot be read or is corrupt; a corrupt file is
	 * never taken for an absent one
	 */
	public static ClockCeiling open(Path file, Duration reserve) throws IOException {
		if (reserve.toMillis() < 1) {
			throw new IllegalArgumentException("clock reserve is " + reserve + ": use 1 millisecond or more");
		}
		long floor = Files.exists(file) ? CeilingFormat.parse(file, Files.readString(file, StandardCharsets.UTF_8)) : 0;
		return new ClockCeiling(file, reserve.toMillis() << HybridTimestamp.COUNTER_BITS, floor);
	}

	/**
	 * Return the bound found in the file: no stamp before the restart was greater.
	 * @return the packed stamp, 0 without a file
	 */
	long floor() {
		return this.floor;
	}

	/**
	 * Make sure that the bound is not below a stamp.
	 * @param stamp the packed stamp
	 */
	void reserve(long stamp) {
		long bound = this.ceiling;
		if (Long.compareUnsigned(stamp, bound) > 0) {
			raiseNow(stamp);
		}
		else if (Long.compareUnsigned(bound - stamp, this.reserve / 2) < 0 && this.raising.compareAndSet(false, true)) {
			raiseAhead(stamp);
		}
	}

	private void raiseNow(long stamp) {
		try {
			raise(stamp);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the clock's ceiling in '" + this.file
					+ "' cannot be raised, so no stamp can be drawn. Make the file's folder writable.", ex);
		}
	}

	private void raiseAhead(long stamp) {
		try {
			raise(stamp);
		}
		catch (IOException ex) {
			logger.warn("The clock's ceiling in '{}' could not be raised ahead of need. Make the folder writable.",
					this.file, ex);
		}
		finally {
			this.raising.set(false);
		}
	}

	private synchronized void raise(long stamp) throws IOException {
		long target = stamp + this.reserve;
		if (Long.compareUnsigned(stamp + this.reserve / 2, this.ceiling) <= 0) {
			return;
		}
		Path next = this.file.resolveSibling(this.file.getFileName() + ".next");
		try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer content = StandardCharsets.UTF_8.encode(CeilingFormat.format(target));
			while (content.hasRemaining()) {
				channel.write(content);
			}
			channel.force(true);
		}
		Files.move(next, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		forceFolder();
		this.ceiling = target;
	}

	/** Without this a power loss could bring the older file back. */
	private void forceFolder() throws IOException {
		Path folder = this.file.toAbsolutePath().getParent();
		if (folder == null || this.file.getFileSystem().getSeparator().equals("\\")) {
			return; // Windows cannot open folders; its moves are journaled
		}
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

}
