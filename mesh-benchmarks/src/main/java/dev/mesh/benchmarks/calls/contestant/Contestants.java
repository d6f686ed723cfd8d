package dev.mesh.benchmarks.calls.contestant;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * All contestants on the class path.
 */
public final class Contestants {

	/** What all others are measured by. */
	public static final String FLOOR = "netty";

	private Contestants() {
	}

	/**
	 * Return the contestants, the floor first.
	 * @return the contestants
	 */
	public static List<Contestant> all() {
		List<Contestant> all = new ArrayList<>();
		all.add(new NettyContestant());
		all.addAll(MeshContestant.variants());
		ServiceLoader.load(Lineup.class).forEach((lineup) -> all.addAll(lineup.contestants()));
		return List.copyOf(all);
	}

	/**
	 * Return a contestant.
	 * @param id its id
	 * @return the contestant
	 * @throws IllegalArgumentException if there is none
	 */
	public static Contestant named(String id) {
		return all().stream()
			.filter((contestant) -> contestant.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no contestant '" + id + "'. There are "
					+ all().stream().map(Contestant::id).toList() + "; those of others need the profile 'peers'."));
	}

}
