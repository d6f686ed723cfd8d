package dev.mesh.benchmarks.calls.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One figure to be taken of every contestant.
 *
 * @param work what is called
 * @param load how much at a time
 */
public record Cell(Work work, Load load) {

	private static final List<Load> SYNC = List.of(Load.threads(1), Load.threads(8), Load.threads(32));

	/**
	 * Return all cells. 4,096 calls in flight of 10 KiB would be more than one connection
	 * may queue, and of 1 MiB more than the heap holds, so these are left out.
	 * @return the cells
	 */
	public static List<Cell> full() {
		List<Cell> cells = new ArrayList<>();
		for (Work work : Work.values()) {
			SYNC.forEach((load) -> cells.add(new Cell(work, load)));
			if (work == Work.ECHO_100B) {
				cells.add(new Cell(work, Load.threads(8).besideLargeCalls()));
			}
			if (work != Work.ECHO_1M) {
				cells.add(new Cell(work, Load.inFlight(256)));
			}
			if (work == Work.PLACE || work == Work.ECHO_100B) {
				cells.add(new Cell(work, Load.inFlight(4096)));
			}
		}
		return List.copyOf(cells);
	}

	/**
	 * Return the cells that say most.
	 * @return the cells
	 */
	public static List<Cell> quick() {
		return parse("place/1t,place/8t,place/32t,place/256a,echo-100b/32t,echo-10k/8t,echo-1m/8t");
	}

	/**
	 * Read cells.
	 * @param ids ids with commas between, as in {@code place/8t,echo-10k/256a}
	 * @return the cells
	 */
	public static List<Cell> parse(String ids) {
		return Arrays.stream(ids.split(",")).map(Cell::of).toList();
	}

	/**
	 * Read a cell.
	 * @param id as in {@code place/8t}
	 * @return the cell
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static Cell of(String id) {
		String[] parts = id.split("/", 2);
		for (Work work : Work.values()) {
			if (parts.length == 2 && work.id().equals(parts[0]) && parts[1].matches("\\d{1,6}(a|t|t\\+1m)")) {
				return new Cell(work, Load.of(parts[1]));
			}
		}
		throw new IllegalArgumentException(
				"'" + id + "' is no cell. Write work, a slash and the load, as in place/8t or echo-10k/256a.");
	}

	/**
	 * Return the short name, which {@link #parse} reads.
	 * @return the id
	 */
	public String id() {
		return this.work.id() + "/" + this.load.id();
	}

	/**
	 * Return the name in tables.
	 * @return the name
	 */
	public String title() {
		return this.work.title() + ", " + this.load.title();
	}

}
