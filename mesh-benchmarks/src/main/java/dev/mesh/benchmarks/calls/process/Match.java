package dev.mesh.benchmarks.calls.process;

import java.io.IOException;
import java.nio.file.Path;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Sample;
import dev.mesh.benchmarks.calls.load.Taken;
import dev.mesh.benchmarks.calls.load.Usage;

/**
 * One contestant in two fresh JVMs. For one thread.
 */
public final class Match implements AutoCloseable {

	private final ChildProcess server;

	private final ChildProcess client;

	private Match(ChildProcess server, ChildProcess client) {
		this.server = server;
		this.client = client;
	}

	/**
	 * Start both.
	 * @param contestant who
	 * @param jvm what runs them
	 * @param logs where their logs go
	 * @return the match
	 * @throws IOException if one does not start
	 * @throws InterruptedException if interrupted
	 */
	public static Match start(Contestant contestant, Jvm jvm, Path logs) throws IOException, InterruptedException {
		int port = FreePort.find();
		ChildProcess server = ChildProcess.start(jvm, "server", contestant.id(), port, logs);
		try {
			return new Match(server, ChildProcess.start(jvm, "client", contestant.id(), port, logs));
		}
		catch (IOException | RuntimeException | InterruptedException ex) {
			server.close();
			throw ex;
		}
	}

	/**
	 * Put a load on it whose figures do not count.
	 * @param cell the load
	 * @param millis how long
	 * @throws IOException if a child fails
	 * @throws InterruptedException if interrupted
	 */
	public void warmUp(Cell cell, long millis) throws IOException, InterruptedException {
		this.client.ask(cell.id() + " " + millis);
	}

	/**
	 * Put a load on it and see what that gives.
	 * @param cell the load
	 * @param millis how long
	 * @return what it gave
	 * @throws IOException if a child fails
	 * @throws InterruptedException if interrupted
	 */
	public Sample sample(Cell cell, long millis) throws IOException, InterruptedException {
		this.server.ask(ServerSide.MARK);
		Taken taken = TakenText.read(this.client.ask(cell.id() + " " + millis));
		String[] used = this.server.ask(ServerSide.USED).split(" ", 2);
		return new Sample(taken, new Usage(Long.parseLong(used[0]), Long.parseLong(used[1])));
	}

	@Override
	public void close() {
		try {
			this.client.close();
		}
		finally {
			this.server.close();
		}
	}

}
