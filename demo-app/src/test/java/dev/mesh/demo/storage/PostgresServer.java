package dev.mesh.demo.storage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of the test's own, on a free port of the loopback. Its files are in
 * the temp directory rather than under {@code target}, since as root it runs as another
 * user, who may not be allowed to pass through the folders above.
 */
final class PostgresServer {

	static final Path INSTALLED = Path.of("/usr/lib/postgresql");

	private final Process process;

	private final Path folder;

	private final int port;

	private PostgresServer(Process process, Path folder, int port) {
		this.process = process;
		this.folder = folder;
		this.port = port;
	}

	static Optional<Path> binaries() {
		if (!Files.isDirectory(INSTALLED)) {
			return Optional.empty();
		}
		try (Stream<Path> versions = Files.list(INSTALLED)) {
			return versions.map((version) -> version.resolve("bin"))
				.filter((bin) -> Files.isExecutable(bin.resolve("initdb")))
				.max(Comparator.naturalOrder());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static PostgresServer start() {
		try {
			Path bin = binaries().orElseThrow();
			Path folder = Files.createTempDirectory("boutique-postgres-");
			File log = folder.resolve("log").toFile();
			if (isRoot()) {
				run(log, List.of("chown", "postgres", folder.toString()));
			}
			String data = folder.resolve("data").toString();
			run(log, unprivileged(
					List.of(bin + "/initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")));
			int port = freePort();
			Process process = new ProcessBuilder(unprivileged(List.of(bin + "/postgres", "-D", data, "-h", "127.0.0.1",
					"-p", Integer.toString(port), "-k", folder.toString(), "-c", "fsync=off")))
				.directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log))
				.start();
			PostgresServer server = new PostgresServer(process, folder, port);
			server.awaitReady();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/postgres";
	}

	// SIGINT is PostgreSQL's fast shutdown, which does not wait for clients to go.
	void stop() {
		try {
			new ProcessBuilder("kill", "-INT", Long.toString(this.process.pid())).start().waitFor();
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitReady() {
		Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
			DriverManager.getConnection(url(), "postgres", "").close();
			return true;
		});
	}

	private static List<String> unprivileged(List<String> command) {
		List<String> full = new ArrayList<>();
		if (isRoot()) {
			full.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
		}
		full.addAll(command);
		return full;
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private static void run(File log, List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.directory(log.getParentFile())
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log))
			.start();
		try {
			if (process.waitFor() != 0) {
				throw new IllegalStateException(command + " failed: " + Files.readString(log.toPath()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(command + " was interrupted", ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
