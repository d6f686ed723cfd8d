package dev.mesh.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.mesh.benchmarks.calls.process.ChildProcess;
import dev.mesh.benchmarks.calls.process.Jvm;

/**
 * The application in a JVM of its own, with the options that a JVM has by default but for
 * the size of its heap. For one thread.
 */
final class ApplicationProcess implements AutoCloseable {

	private final ChildProcess child;

	private ApplicationProcess(ChildProcess child) {
		this.child = child;
	}

	/**
	 * Start it.
	 * @param classPath its class path
	 * @param log where its log goes
	 * @param properties its properties, as {@code key=value}
	 */
	static ApplicationProcess start(String classPath, Path log, String... properties)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(Jvm.current().home().resolve("bin").resolve("java").toString(),
				"-Xmx512m", "-Djava.net.preferIPv4Stack=true", "-cp", classPath, StartedApplication.class.getName()));
		Arrays.stream(properties).forEach((property) -> command.add("--" + property));
		return new ApplicationProcess(ChildProcess.start(command, log));
	}

	/**
	 * Return how long the context took to start.
	 */
	long startMillis() {
		return Long.parseLong(this.child.greeting());
	}

	Rest rest() throws IOException, InterruptedException {
		return Rest.parse(this.child.ask(StartedApplication.REST));
	}

	Duration cpu() throws IOException, InterruptedException {
		return Duration.ofNanos(Long.parseLong(this.child.ask(StartedApplication.CPU)));
	}

	void awaitMembers(int count) throws IOException, InterruptedException {
		this.child.ask(StartedApplication.MEMBERS + count);
	}

	@Override
	public void close() {
		this.child.close();
	}

}
