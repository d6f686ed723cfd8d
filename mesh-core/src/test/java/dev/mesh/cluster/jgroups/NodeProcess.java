package dev.mesh.cluster.jgroups;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link NodeProgram} under way, and what it has told.
 */
final class NodeProcess implements AutoCloseable {

	private final String name;

	private final int port;

	private final Process process;

	private final List<Event> events = new CopyOnWriteArrayList<>();

	private final List<String> log = new CopyOnWriteArrayList<>();

	NodeProcess(String name, int port, List<Integer> peers, @Nullable String token) throws IOException {
		this.name = name;
		this.port = port;
		List<String> command = new ArrayList<>(
				List.of(java(), "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
		if (token != null) {
			command.add("-D" + NodeProgram.TOKEN + "=" + token);
		}
		command.addAll(List.of(NodeProgram.class.getName(), name, Integer.toString(port)));
		peers.forEach((peer) -> command.add("127.0.0.1:" + peer));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		Thread reader = new Thread(this::read, "node-output-" + name);
		reader.setDaemon(true);
		reader.start();
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private void read() {
		try (BufferedReader out = this.process.inputReader(StandardCharsets.UTF_8)) {
			String line = out.readLine();
			while (line != null) {
				take(line);
				line = out.readLine();
			}
		}
		catch (IOException ex) {
			if (this.process.isAlive()) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private void take(String line) {
		if (line.startsWith("EVENT ")) {
			String[] parts = line.split(" ", 3);
			this.events.add(new Event(Long.parseLong(parts[1]), parts[2]));
		}
		else {
			this.log.add(line);
			System.out.println(this.name + "| " + line);
		}
	}

	String name() {
		return this.name;
	}

	int port() {
		return this.port;
	}

	/**
	 * Wait for an event.
	 * @param from when it is looked for, in milliseconds of the wall clock
	 * @param wanted what it is
	 * @return when it happened
	 */
	long await(long from, Predicate<String> wanted) {
		Awaitility.await(this.name)
			.pollInterval(10, TimeUnit.MILLISECONDS)
			.atMost(TestNodes.PATIENCE)
			.until(() -> find(from, wanted).isPresent());
		return find(from, wanted).orElseThrow().millis();
	}

	private Optional<Event> find(long from, Predicate<String> wanted) {
		return this.events.stream().filter((event) -> event.millis() >= from && wanted.test(event.text())).findFirst();
	}

	long awaitStarted() {
		return await(0, (event) -> event.equals("STARTED"));
	}

	long awaitMembers(long from, String names) {
		return await(from, (event) -> event.startsWith("VIEW ") && event.endsWith(" " + names));
	}

	/**
	 * Wait for a line in the log that holds the given words.
	 * @param words the words
	 */
	void awaitLine(String words) {
		Awaitility.await(this.name + ": " + words).atMost(TestNodes.PATIENCE).until(() -> !lines(words).isEmpty());
	}

	List<String> lines(String words) {
		return this.log.stream().filter((line) -> line.contains(words)).toList();
	}

	List<String> views() {
		return this.events.stream().map(Event::text).filter((text) -> text.startsWith("VIEW ")).toList();
	}

	void signal(String signal) throws Exception {
		assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).start().waitFor())
			.isZero();
	}

	void stop() throws Exception {
		this.process.getOutputStream().close();
		assertThat(this.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	/**
	 * Something a node told.
	 *
	 * @param millis when
	 * @param text what
	 */
	private record Event(long millis, String text) {

	}

}
