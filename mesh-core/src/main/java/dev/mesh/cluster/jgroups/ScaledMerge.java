package dev.mesh.cluster.jgroups;

import java.time.Duration;

import dev.mesh.control.Rounds;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.MERGE3;

/**
 * JGroups' {@code MERGE3}, which looks for other groups the more rarely the larger its
 * own is: every member looks, and where there are many one of them looks soon.
 */
final class ScaledMerge extends MERGE3 {

	private final Duration shortest;

	private final Duration longest;

	/**
	 * Make the protocol.
	 * @param shortest the shortest time from one look of a member to the next, in a group
	 * of up to 20
	 * @param longest the longest
	 */
	ScaledMerge(Duration shortest, Duration longest) {
		this.shortest = shortest;
		this.longest = longest;
		setId(ClassConfigurator.getProtocolId(MERGE3.class));
		scale(1);
	}

	private void scale(int members) {
		this.min_interval = Rounds.stretch(this.shortest, members).toMillis();
		this.max_interval = Rounds.stretch(this.longest, members).toMillis();
	}

	@Override
	public Object down(Event event) {
		if (event.getType() == Event.VIEW_CHANGE) {
			scale(((View) event.getArg()).size());
		}
		return super.down(event);
	}

}
