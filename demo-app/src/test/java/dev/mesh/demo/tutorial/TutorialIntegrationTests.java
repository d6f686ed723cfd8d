package dev.mesh.demo.tutorial;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Follows the tutorial word for word, in a folder of its own: the files are those shown
 * there, the commands are run as they stand, and each answer must be the one shown. Only
 * the ports are others, as those of the tutorial may be in use, and in place of the
 * command that installs Mesh there is a repository that holds what this build packaged.
 * <p>
 * It belongs to this module because this is the last one: everything the reader's project
 * needs has been resolved by then, so nothing is downloaded for it.
 */
@EnabledIfSystemProperty(named = "maven.home", matches = ".+",
		disabledReason = "runs Maven, and is told which one by the build")
@DisabledOnOs(OS.WINDOWS)
class TutorialIntegrationTests {

	private static final List<String> PORTS = List.of("8081", "8082", "7801", "7802");

	private static final Pattern CURL = Pattern.compile("curl '(http://[^']+)'");

	private static final Duration START = Duration.ofMinutes(2);

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<String> freePorts = new ArrayList<>();

	@TempDir
	Path temp;

	private Path project;

	private Tutorial tutorial;

	@BeforeEach
	void prepare() throws IOException {
		this.tutorial = Tutorial.read();
		this.project = Files.createDirectory(this.temp.resolve("hello"));
		this.freePorts.addAll(freePorts(PORTS.size()));
	}

	@Test
	void tutorialWorksWordForWord() throws IOException, InterruptedException {
		assertThat(this.tutorial.next("sh")).isEqualTo("mvn -q install -DskipTests");
		Files.writeString(this.project.resolve("pom.xml"), this.tutorial.next("xml"));
		Path program = this.project.resolve("src/main/java/com/example/HelloApplication.java");
		Files.createDirectories(program.getParent());
		Files.writeString(program, this.tutorial.next("java"));

		String[] packageAndStart = this.tutorial.next("sh").split("\n");
		assertThat(packageAndStart).hasSize(2);
		build(packageAndStart[0]);
		try (Terminal first = node(packageAndStart[1], "one")) {
			askOnceStarted(first);
			String second = this.tutorial.next("sh");
			try (Terminal other = node(second, "two")) {
				askOnceStarted(other);
				first.interrupt();
				ask();
				ask();
				first.run(withFreePorts(this.tutorial.next("sh")));
				assertThat(answerOnceStarted(this.tutorial.next("sh"), first)).contains("\"name\":\"one\"")
					.contains("\"name\":\"two\"")
					.contains("\"instances\":[{\"node\":\"two\",\"status\":\"READY\"");
			}
		}
		this.tutorial.assertDone();
	}

	private void build(String command) throws IOException, InterruptedException {
		MavenRepository repository = MavenRepository.over(Path.of("target", "tutorial-repository").toAbsolutePath(),
				Path.of(System.getProperty("maven.repo.local")));
		String offline = "offline=true".equals(System.getProperty("maven.state")) ? " -o" : "";
		String path = Path.of(System.getProperty("maven.home"), "bin") + ":" + System.getenv("PATH");
		try (Terminal terminal = Terminal.running(command + " -B -Dmaven.repo.local=" + repository + offline,
				this.project, this.temp.resolve("mvn.log"), environment(path))) {
			terminal.awaitSuccess();
			// In brackets: Maven's own words, not a newer JDK's about Maven's libraries.
			assertThat(terminal.output()).as("what a quiet build says").doesNotContain("[WARN", "[ERROR");
		}
	}

	private Terminal node(String command, String name) throws IOException {
		String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
		return Terminal.running(withFreePorts(command), this.project, this.temp.resolve(name + ".log"),
				environment(path));
	}

	/**
	 * On a machine under full load the first call of a cold JVM may take longer than the
	 * default timeout.
	 */
	private static Map<String, String> environment(String path) {
		return Map.of("PATH", path, "JAVA_HOME", System.getProperty("java.home"), "MESH_RPC_TIMEOUT", "1m");
	}

	private void askOnceStarted(Terminal terminal) throws IOException {
		String command = this.tutorial.next("sh");
		assertThat(answerOnceStarted(command, terminal)).as(terminal.output()).isEqualTo(this.tutorial.next("json"));
	}

	private void ask() throws IOException, InterruptedException {
		assertThat(answer(this.tutorial.next("sh"))).isEqualTo(this.tutorial.next("json"));
	}

	/**
	 * A reader waits for the line that says that the program has started.
	 */
	private String answerOnceStarted(String command, Terminal terminal) throws IOException {
		Awaitility.await()
			.atMost(START)
			.conditionEvaluationListener((condition) -> assertThat(terminal.isBusy()).isTrue())
			.ignoreExceptionsMatching(ConnectException.class::isInstance)
			.until(() -> answer("curl 'http://127.0.0.1:" + port(command) + "/actuator/health'"),
					(health) -> health.contains("\"UP\""));
		try {
			return answer(command);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while waiting for an answer", ex);
		}
	}

	private int port(String command) {
		return uri(command).getPort();
	}

	private URI uri(String command) {
		Matcher curl = CURL.matcher(command);
		assertThat(curl.matches()).as(command).isTrue();
		return URI.create(withFreePorts(curl.group(1)));
	}

	private String answer(String command) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(uri(command)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	private String withFreePorts(String text) {
		String replaced = text;
		for (int i = 0; i < PORTS.size(); i++) {
			replaced = replaced.replace(PORTS.get(i), this.freePorts.get(i));
		}
		return replaced;
	}

	private static List<String> freePorts(int count) throws IOException {
		List<ServerSocket> sockets = new ArrayList<>();
		List<String> ports = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
			sockets.add(socket);
			ports.add(String.valueOf(socket.getLocalPort()));
		}
		for (ServerSocket socket : sockets) {
			socket.close();
		}
		return ports;
	}

}
