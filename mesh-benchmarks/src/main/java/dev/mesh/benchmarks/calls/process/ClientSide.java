package dev.mesh.benchmarks.calls.process;

import java.util.concurrent.TimeUnit;

import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Driver;
import dev.mesh.benchmarks.calls.load.Taken;
import dev.mesh.benchmarks.calls.work.OrderDesk;

/**
 * Runs cells: {@code CELL MILLISECONDS}.
 */
final class ClientSide implements Child.Side {

	private final OrderDesk desk;

	ClientSide(OrderDesk desk) {
		this.desk = desk;
	}

	@Override
	public String answer(String command) throws InterruptedException {
		String[] words = command.split(" ", 2);
		Cell cell = Cell.parse(words[0]).get(0);
		Taken taken = Driver.of(cell.load())
			.run(cell, this.desk, TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[1])));
		return TakenText.write(taken);
	}

}
