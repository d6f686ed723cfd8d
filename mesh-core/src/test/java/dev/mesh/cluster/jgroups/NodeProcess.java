package dev.mesh.cluster.jgroups;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link NodeProgram} under way, and what it has told.
 */
final class NodeProcess implements AutoCloseable {

	private final String name;

	private final Process process;

	private final List<Event> events = new CopyOnWriteArrayList<>();

	NodeProcess(String name, int port, List<String> peers) throws IOException {
		this.name = name;
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-XX:TieredStopAtLevel=1", "-cp",
						System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
						NodeProgram.class.getName(), name, Integer.toString(port)));
		command.addAll(peers);
		this.process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
		Thread reader = new Thread(this::read, "node-output-" + name);
		reader.setDaemon(true);
		reader.start();
	}

	private void read() {
		try (BufferedReader out = this.process.inputReader(StandardCharsets.UTF_8)) {
			String line = out.readLine();
			while (line != null) {
				if (line.startsWith("EVENT ")) {
					String[] parts = line.split(" ", 3);
					this.events.add(new Event(Long.parseLong(parts[1]), parts[2]));
				}
				else {
					System.out.println(this.name + "| " + line);
				}
				line = out.readLine();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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

	long awaitMembers(long from, String names) {
		return await(from, (event) -> event.startsWith("VIEW ") && event.endsWith(" " + names));
	}

	long views(long from) {
		return this.events.stream()
			.filter((event) -> event.millis() >= from && event.text().startsWith("VIEW "))
			.count();
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
