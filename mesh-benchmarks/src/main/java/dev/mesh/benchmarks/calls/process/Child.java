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
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		answers.println(READY);
		String command;
		while ((command = commands.readLine()) != null) {
			answers.println(side.answer(command));
		}
	}

	/**
	 * What answers commands.
	 */
	interface Side {

		String answer(String command) throws InterruptedException;

	}

}
