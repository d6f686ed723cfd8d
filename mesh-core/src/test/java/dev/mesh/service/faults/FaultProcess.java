package dev.mesh.service.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FaultNode} or {@link ForgedNode} as a process, from outside.
 */
final class FaultProcess implements AutoCloseable {

	private final Class<?> main;

	private final String name;

	private final int port;

	private final Path folder;

	private final String peers;

	private @Nullable Process process;

	FaultProcess(Class<?> main, String name, int port, Path folder, String peers) {
		this.main = main;
		this.name = name;
		this.port = port;
		this.folder = folder;
		this.peers = peers;
	}

	String name() {
		return this.name;
	}

	void start() {
		if (this.process != null && this.process.isAlive()) {
			return;
		}
		try {
			Files.deleteIfExists(said());
			this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
					System.getProperty("java.class.path"), this.main.getName(), this.name, String.valueOf(this.port),
					runs().toString(), this.peers)
				.redirectErrorStream(true)
				.redirectOutput(said().toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Tell it what to do, and wait until it has heard.
	 * @param order the order
	 */
	void tell(String order) {
		long heard = heard(order);
		try {
			running().getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
			running().getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heard(order) > heard);
	}

	private long heard(String order) {
		try (Stream<String> lines = Files.lines(said())) {
			return lines.filter(("done " + order)::equals).count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void signal(String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, String.valueOf(running().pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * End it at once, if it runs.
	 */
	void kill() {
		if (this.process != null) {
			this.process.destroyForcibly();
			awaitEnd();
		}
	}

	void requireAlive() {
		try {
			if (!running().isAlive()) {
				throw new IllegalStateException(this.name + " has ended: " + Files.readString(said()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void awaitEnd() {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !running().isAlive());
	}

	/**
	 * Return what it ran, ever: a word and the id of the call.
	 * @return the lines
	 */
	List<String> ran() {
		try {
			return Files.exists(runs()) ? Files.readAllLines(runs()) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Process running() {
		if (this.process == null) {
			throw new IllegalStateException(this.name + " was never started");
		}
		return this.process;
	}

	private Path said() {
		return this.folder.resolve(this.name + ".log");
	}

	private Path runs() {
		return this.folder.resolve(this.name + ".runs");
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

}
