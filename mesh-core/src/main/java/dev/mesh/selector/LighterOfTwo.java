package dev.mesh.selector;

/**
 * Draws two of a group and takes the one that has less to do.
 *
 * @param candidates the candidates
 * @param group those to draw from
 */
record LighterOfTwo(Candidates candidates, Group group) implements Selection {

	@Override
	public int select(Choice choice) {
		return pick(this.candidates, this.group, choice);
	}

	@Override
	public Opinion opinion(int index, Choice choice) {
		return Burden.opinion(this.candidates.get(index), choice.nanoTime());
	}

	static int pick(Candidates candidates, Group group, Choice choice) {
		int one = group.drawOpen(choice);
		if (one == Selection.NONE) {
			return Selection.NONE;
		}
		int other = group.drawOpen(choice, one);
		if (other == Selection.NONE) {
			return one;
		}
		return Burden.isLighter(candidates.get(one), candidates.get(other), choice.nanoTime()) ? one : other;
	}

}
