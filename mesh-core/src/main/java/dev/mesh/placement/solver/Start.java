package dev.mesh.placement.solver;

/**
 * Where every search starts: a state that has taken over what runs, with what fills it.
 *
 * @param state the state
 * @param shortlist the hosts worth a look in it
 * @param construction places in it what is missing
 * @param bounds tells what is missing in every state
 */
record Start(State state, Shortlist shortlist, Construction construction, Bounds bounds) {

	static Start of(Model model) {
		State state = new State(model);
		new Inheritance(state).take();
		Shortlist shortlist = new Shortlist(state);
		return new Start(state, shortlist, new Construction(state, shortlist), new Bounds(model));
	}

}
