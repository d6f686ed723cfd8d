package dev.mesh.demo.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One real process of the demo.
 */
final class DemoNode {

	/**
	 * Several JVMs share few cores here: what they spend on compiling is not left to
	 * serve.
	 */
	private static final List<String> JVM_OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

	private static final Duration START_TIMEOUT = Duration.ofMinutes(4);

	private final String name;

	private final int httpPort;

	private final int clusterPort;

	private final Path log;

	private final List<String> arguments;

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private final JsonMapper json = new JsonMapper();

	private @Nullable Process process;

	private boolean askedToEnd;

	DemoNode(String name, int httpPort, int clusterPort, Path folder, List<String> arguments) {
		this.name = name;
		this.httpPort = httpPort;
		this.clusterPort = clusterPort;
		this.log = folder.resolve(name + ".log");
		this.arguments = List.copyOf(arguments);
	}

	String name() {
		return this.name;
	}

	int clusterPort() {
		return this.clusterPort;
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.httpPort + path);
	}

	/**
	 * Start the process, without waiting for it.
	 */
	void start() {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM_OPTIONS);
		command.addAll(
				List.of("-jar", System.getProperty("demo.jar", "target/demo-app.jar"), "--mesh.node.name=" + this.name,
						"--server.port=" + this.httpPort, "--mesh.cluster-port=" + this.clusterPort));
		command.addAll(this.arguments);
		this.askedToEnd = false;
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void awaitReady() {
		Awaitility.await(this.name + " is ready, see " + this.log)
			.atMost(START_TIMEOUT)
			.pollInterval(Duration.ofMillis(200))
			.failFast(this.name + " ended while starting, see " + this.log, () -> !isAlive())
			.ignoreExceptionsInstanceOf(UncheckedIOException.class)
			.until(() -> get("/actuator/health/readiness").statusCode() == 200);
	}

	boolean isAlive() {
		return this.process != null && this.process.isAlive();
	}

	/**
	 * End the process at once.
	 */
	void kill() {
		signal("KILL");
		awaitExit();
	}

	/**
	 * Ask the process to end, and wait until it has.
	 */
	void terminate() {
		askToEnd();
		awaitExit();
	}

	/**
	 * Ask the process to end.
	 */
	void askToEnd() {
		this.askedToEnd = true;
		signal("TERM");
	}

	/**
	 * Wait until the process has ended, if it was asked to.
	 */
	void awaitEndIfAsked() {
		if (this.askedToEnd) {
			awaitExit();
		}
	}

	/**
	 * Hang the process.
	 */
	void pause() {
		signal("STOP");
	}

	/**
	 * Let a hung process go on.
	 */
	void resume() {
		signal("CONT");
	}

	/**
	 * Wait for the process to end by itself.
	 * @param most the longest to wait
	 * @return whether it has
	 */
	boolean awaitEnd(Duration most) {
		try {
			return running().waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Read the {@code mesh} part of {@code /actuator/health}.
	 * @return the component
	 */
	JsonNode health() {
		return this.json.readTree(get("/actuator/health").body()).path("components").path("mesh");
	}

	/**
	 * Return how much memory the process holds, by the kernel's count.
	 * @return bytes
	 */
	long residentBytes() {
		try {
			return Files.readAllLines(Path.of("/proc", Long.toString(running().pid()), "status"))
				.stream()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return how much processor time the process has used.
	 * @return the time in seconds
	 */
	double cpuSeconds() {
		return running().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
	}

	/**
	 * Read {@code /actuator/mesh}.
	 * @return what it says
	 */
	JsonNode mesh() {
		return this.json.readTree(get("/actuator/mesh").body());
	}

	/**
	 * Read {@code /actuator/mesh/placement}.
	 * @return what it says
	 */
	JsonNode placement() {
		return this.json.readTree(get("/actuator/mesh/placement").body());
	}

	/**
	 * Submit a topology.
	 * @param topology its text
	 * @param dryRun whether to only try it out
	 * @return the answer
	 */
	HttpResponse<String> submit(String topology, boolean dryRun) {
		return post("/actuator/mesh/topology",
				this.json.writeValueAsString(Map.of("topology", topology, "dryRun", dryRun)));
	}

	/**
	 * Say what a node is to take.
	 * @param name the name of the node
	 * @param action {@code cordon}, {@code drain} or {@code uncordon}
	 * @return the answer
	 */
	HttpResponse<String> act(String name, String action) {
		return post("/actuator/mesh/nodes/" + name, this.json.writeValueAsString(Map.of("action", action)));
	}

	/**
	 * Return the names of the members this node knows.
	 * @return the names, in order
	 */
	List<String> members() {
		return mesh().path("members").valueStream().map((member) -> member.path("name").asString()).sorted().toList();
	}

	/**
	 * Return the nodes where a service is ready, as this node knows it.
	 * @param service the service
	 * @return the names of the nodes
	 */
	List<String> hosts(String service) {
		return hosts((entry) -> entry.path("name").asString().equals(service));
	}

	List<String> hosts(String service, String version) {
		return hosts((entry) -> entry.path("name").asString().equals(service)
				&& entry.path("version").asString().equals(version));
	}

	private List<String> hosts(Predicate<JsonNode> which) {
		return mesh().path("services")
			.valueStream()
			.filter(which)
			.flatMap((entry) -> entry.path("instances").valueStream())
			.filter((instance) -> instance.path("status").asString().equals("READY"))
			.map((instance) -> instance.path("node").asString())
			.sorted()
			.toList();
	}

	HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5)).build());
	}

	HttpResponse<String> post(String path, String body) {
		return send(HttpRequest.newBuilder(uri(path))
			.timeout(Duration.ofSeconds(15))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	/**
	 * Return what the process has logged, over all its starts.
	 * @return the log
	 */
	String log() {
		try {
			return Files.readString(this.log, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void close() {
		Process running = this.process;
		if (running != null) {
			running.destroyForcibly();
			awaitExit();
		}
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The test was interrupted", ex);
		}
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, Long.toString(running().pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitExit() {
		try {
			if (!running().waitFor(60, TimeUnit.SECONDS)) {
				throw new IllegalStateException(this.name + " does not end, see " + this.log);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Process running() {
		Process running = this.process;
		if (running == null) {
			throw new IllegalStateException(this.name + " was never started");
		}
		return running;
	}

}
