package dev.mesh.control;

import java.time.Duration;

/**
 * Makes what each member tells all others from time to time rarer among many: in any
 * interval each member hears that of 20 others at most, however many there are. Owned by
 * one thread.
 */
public final class Rounds {

	private static final int HEARD = 20;

	private int passed;

	/**
	 * Count an interval.
	 * @param members how many members there are
	 * @return whether it is the turn to tell: always among up to 20, in one of five
	 * intervals among 100
	 */
	public boolean isTurn(int members) {
		int each = (members + HEARD - 1) / HEARD;
		return this.passed++ % Math.max(1, each) == 0;
	}

	/**
	 * Return how far apart a member's turns are.
	 * @param interval how far among up to 20 members
	 * @param members how many members there are
	 * @return as long, or as many times as long as there are 20 members
	 */
	public static Duration stretch(Duration interval, int members) {
		return interval.multipliedBy(Math.max(HEARD, members)).dividedBy(HEARD);
	}

}
