package dev.mesh.route.cutover;

import java.time.Duration;
import java.util.List;

import dev.mesh.placement.document.Value;
import dev.mesh.route.compare.FieldMask;

/**
 * What is asked of a cutover.
 *
 * @param from the canonical version that takes the calls now
 * @param to the canonical version that is to take them
 * @param steps the percentages of calls that the new version takes one after the other,
 * growing, the last one 100
 * @param hold the least time of each phase and step
 * @param calls how many calls, or comparisons, each phase and step is judged by at the
 * least
 * @param patience how long they are waited for before it is rolled back
 * @param share how many of a hundred calls are repeated while the old version takes them
 * @param ignore the fields in which responses may differ
 * @param guards what trips it
 */
public record CutoverPlan(String from, String to, List<Integer> steps, Duration hold, int calls, Duration patience,
		int share, List<FieldMask> ignore, Guards guards) {

	/**
	 * 5, 25, 50, 100.
	 */
	public static final List<Integer> DEFAULT_STEPS = List.of(5, 25, 50, 100);

	private static final int MAX_STEPS = 20;

	public CutoverPlan {
		steps = List.copyOf(steps);
		ignore = List.copyOf(ignore);
		if (from.equals(to)) {
			throw new IllegalArgumentException("the cutover leads from version '" + from + "' to itself: name another");
		}
		if (!isRamp(steps)) {
			throw new IllegalArgumentException("the steps are " + steps + ": use at most " + MAX_STEPS
					+ " growing percentages of which the last is 100, as in " + DEFAULT_STEPS);
		}
		if (hold.isNegative() || patience.compareTo(hold) < 0) {
			throw new IllegalArgumentException("the hold is " + hold + " and the patience " + patience
					+ ": use times from zero, and no shorter patience than hold");
		}
		if (calls < 1) {
			throw new IllegalArgumentException("the least number of calls is " + calls + ": use 1 or more");
		}
		if (share < 1 || share > 100) {
			throw new IllegalArgumentException("the share that is repeated is " + share + ": use 1 to 100");
		}
	}

	private static boolean isRamp(List<Integer> steps) {
		int last = 0;
		for (int step : steps) {
			if (step <= last) {
				return false;
			}
			last = step;
		}
		return last == 100 && steps.size() <= MAX_STEPS;
	}

	/**
	 * Plan a cutover with what is usual: half a minute and a hundred calls for each step,
	 * ten minutes of patience.
	 * @param from the canonical version that takes the calls now
	 * @param to the canonical version that is to take them
	 * @return the plan
	 */
	public static CutoverPlan of(String from, String to) {
		return new CutoverPlan(from, to, DEFAULT_STEPS, Duration.ofSeconds(30), 100, Duration.ofMinutes(10), 100,
				List.of(), Guards.DEFAULTS);
	}

	/**
	 * Read a plan.
	 * @param section the mapping, with the names of this record's components
	 * @param current the canonical version that takes the calls now
	 * @return the plan
	 * @throws IllegalArgumentException if it is not understood; the message names the
	 * path, the value and the remedy
	 */
	public static CutoverPlan read(Value section, String current) {
		return CutoverPlanReader.read(section, current);
	}

}
