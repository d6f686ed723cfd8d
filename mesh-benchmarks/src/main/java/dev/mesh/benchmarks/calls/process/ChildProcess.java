package dev.mesh.benchmarks.calls.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child as its parent sees it. For one thread.
 */
public final class ChildProcess implements AutoCloseable {

	private static final int ANSWER_SECONDS = 90;

	private static final int EXIT_SECONDS = 10;

	private final Process process;

	private final Path log;

	private final PrintWriter commands;

	private final BufferedReader answers;

	private final ExecutorService reader;

	private String greeting = "";

	private ChildProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
		this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		this.reader = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "mesh-bench-answers");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Start a side of a contestant and wait until it is ready.
	 */
	static ChildProcess start(Jvm jvm, String side, String contestant, int port, Path logs)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(jvm.command());
		command.addAll(List.of(Child.class.getName(), side, contestant, Integer.toString(port)));
		return start(command, logs.resolve(contestant + "-" + side + ".log"));
	}

	/**
	 * Start a child and wait for its first line.
	 * @param command the command, of a program that answers each line on its input with
	 * one on its output and ends with its input
	 * @param log where its standard error goes
	 * @return the child
	 * @throws IOException if it does not start
	 * @throws InterruptedException if interrupted
	 */
	public static ChildProcess start(List<String> command, Path log) throws IOException, InterruptedException {
		Files.createDirectories(log.toAbsolutePath().getParent());
		ChildProcess child = new ChildProcess(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
		try {
			child.greeting = child.answer();
		}
		catch (IOException | RuntimeException | InterruptedException ex) {
			child.close();
			throw ex;
		}
		return child;
	}

	/**
	 * Return the first line.
	 * @return the line
	 */
	public String greeting() {
		return this.greeting;
	}

	/**
	 * Have a command answered.
	 * @param command the command
	 * @return the answer
	 * @throws IOException if the child ends, or gives no answer in time
	 * @throws InterruptedException if interrupted
	 */
	public String ask(String command) throws IOException, InterruptedException {
		this.commands.println(command);
		return answer();
	}

	private String answer() throws IOException, InterruptedException {
		Future<String> line = this.reader.submit(this.answers::readLine);
		try {
			String answer = line.get(ANSWER_SECONDS, TimeUnit.SECONDS);
			if (answer == null) {
				throw new IOException("A child ended. See its log, '" + this.log.getFileName() + "'.");
			}
			return answer;
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IOException("A child gave no answer within %d s. See its log, '%s'.".formatted(ANSWER_SECONDS,
					this.log.getFileName()), ex);
		}
	}

	@Override
	public void close() {
		this.commands.close();
		try {
			this.process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.process.destroyForcibly();
			this.reader.shutdownNow();
		}
	}

}
