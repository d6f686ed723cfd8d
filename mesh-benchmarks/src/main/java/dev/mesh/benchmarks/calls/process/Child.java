package dev.mesh.benchmarks.calls.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.contestant.Contestants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A contestant's JVM: {@code server|client CONTESTANT PORT}. Answers each line on its
 * input with one on its output, and ends with its input. All that libraries print goes to
 * standard error.
 */
public final class Child {

	private static final Logger logger = LoggerFactory.getLogger(Child.class);

	static final String READY = "ready";

	private Child() {
	}

	/**
	 * Run one side of a contestant.
	 * @param args the side, the contestant and the port
	 */
	public static void main(String[] args) {
		PrintStream answers = System.out;
		System.setOut(System.err);
		int status = 1;
		try {
			run(args[0], Contestants.named(args[1]), Integer.parseInt(args[2]), answers);
			status = 0;
		}
		catch (Throwable ex) {
			logger.error("This side of '{}' failed.", args[1], ex);
		}
		finally {
			// Some libraries leave threads behind that would hold the JVM.
			Runtime.getRuntime().halt(status);
		}
	}

	private static void run(String side, Contestant contestant, int port, PrintStream answers) throws Exception {
		if (side.equals("server")) {
			Contestant.Stop served = contestant.serve(port);
			answer(new ServerSide(), answers);
			served.stop();
		}
		else {
			Contestant.Connection connection = contestant.connect(port);
			answer(new ClientSide(connection.desk()), answers);
			connection.stop().stop();
		}
	}

	private static void answer(Side side, PrintStream answers) throws IOException, InterruptedException {
		answer(READY, side, answers);
	}

	/**
	 * Answer commands until there are no more.
	 * @param greeting the first line
	 * @param side answers
	 * @param answers where to
	 * @throws IOException if there is no reading
	 * @throws InterruptedException if interrupted
	 */
	public static void answer(String greeting, Side side, PrintStream answers)
			throws IOException, InterruptedException {
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		answers.println(greeting);
		String command;
		while ((command = commands.readLine()) != null) {
			answers.println(side.answer(command));
		}
	}

	/**
	 * What answers commands.
	 */
	@FunctionalInterface
	public interface Side {

		/**
		 * Answer one.
		 * @param command the command
		 * @return the answer, one line
		 * @throws InterruptedException if interrupted
		 */
		String answer(String command) throws InterruptedException;

	}

}
