package dev.mesh.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Leaves the choice among those that are open to a function.
 *
 * @param candidates whom to pick from
 * @param pick picks
 */
record PlainSelection(Candidates candidates, Function<List<Candidate>, Candidate> pick) implements Selection {

	@Override
	public int select(Choice choice) {
		List<Candidate> open = new ArrayList<>(this.candidates.size());
		for (int i = 0; i < this.candidates.size(); i++) {
			if (choice.isOpen(i)) {
				open.add(this.candidates.get(i));
			}
		}
		if (open.isEmpty()) {
			return NONE;
		}
		Candidate picked = this.pick.apply(open);
		int index = this.candidates.all().indexOf(picked);
		if (index < 0) {
			throw new IllegalStateException("a selector of '" + this.candidates.service() + "' picked " + picked
					+ ", which is no candidate: return one of those given");
		}
		return index;
	}

}
