package dev.mesh.demo.tutorial;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A terminal in the reader's folder, in which one command runs at a time.
 */
final class Terminal implements AutoCloseable {

	private static final Duration LONGEST = Duration.ofMinutes(4);

	private final Path folder;

	private final Path log;

	private final Map<String, String> environment;

	private Process process;

	private Terminal(Path folder, Path log, Map<String, String> environment, Process process) {
		this.folder = folder;
		this.log = log;
		this.environment = environment;
		this.process = process;
	}

	static Terminal running(String command, Path folder, Path log, Map<String, String> environment) throws IOException {
		return new Terminal(folder, log, environment, start(command, folder, log, environment));
	}

	void run(String command) throws IOException {
		this.process = start(command, this.folder, this.log, this.environment);
	}

	// The shell becomes the command, so that a signal meets the command itself.
	private static Process start(String command, Path folder, Path log, Map<String, String> environment)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectInput(new File("/dev/null"))
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
		builder.environment().putAll(environment);
		return builder.start();
	}

	void awaitSuccess() throws IOException, InterruptedException {
		assertThat(this.process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
		assertThat(this.process.exitValue()).as(output()).isZero();
	}

	/**
	 * Ask the program to end, as Ctrl-C does, and wait until it has.
	 */
	void interrupt() throws IOException, InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
	}

	boolean isBusy() {
		return this.process.isAlive();
	}

	String output() throws IOException {
		return Files.readString(this.log);
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
