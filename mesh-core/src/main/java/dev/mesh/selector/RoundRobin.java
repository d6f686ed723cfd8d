package dev.mesh.selector;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Picks one candidate after the other. Each caller begins anywhere, so that many callers
 * do not walk in step. The turn of a closed candidate goes to any other.
 */
public final class RoundRobin implements NodeSelector {

	@Override
	public Selection prepare(Candidates candidates) {
		Group all = Group.all(candidates);
		AtomicInteger turn = new AtomicInteger(ThreadLocalRandom.current().nextInt(candidates.size()));
		return (choice) -> {
			int next = Math.floorMod(turn.getAndIncrement(), candidates.size());
			return choice.isOpen(next) ? next : all.drawOpen(choice);
		};
	}

}
