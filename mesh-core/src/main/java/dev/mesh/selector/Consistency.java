package dev.mesh.selector;

import java.util.List;
import java.util.function.Predicate;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * How many replicas of a service are to take part in a call beside the caller's own. A
 * replica is a ready instance. The caller's own counts towards quorums; it is never among
 * those chosen. Dead replicas, which the view still has and which cannot be reached,
 * count towards what a quorum is a majority of, so that it does not shrink as they die.
 * <p>
 * Which replicas are chosen is random within these rules: failure domains come first.
 * {@link #ONE}, {@link #TWO} and {@link #THREE} leave the caller's zone out where the
 * other zones have enough; and these and {@link #QUORUM} take one replica of each zone
 * before a second of any.
 */
public enum Consistency {

	/**
	 * No other replica.
	 */
	NONE(0),

	/**
	 * One other replica.
	 */
	ONE(1),

	/**
	 * Two other replicas.
	 */
	TWO(2),

	/**
	 * Three other replicas.
	 */
	THREE(3),

	/**
	 * With the caller's own, a majority of all replicas.
	 */
	QUORUM {

		@Override
		<C extends Candidate> ReplicaChoice<C> choose(Replicas<C> replicas) {
			return replicas.majority();
		}

	},

	/**
	 * With the caller's own, a majority of those in the caller's zone.
	 */
	LOCAL_QUORUM {

		@Override
		<C extends Candidate> ReplicaChoice<C> choose(Replicas<C> replicas) {
			return replicas.majorityOfOwnZone();
		}

	},

	/**
	 * With the caller's own, a majority in each zone.
	 */
	EACH_QUORUM {

		@Override
		<C extends Candidate> ReplicaChoice<C> choose(Replicas<C> replicas) {
			return replicas.majorityOfEachZone();
		}

	},

	/**
	 * All other replicas.
	 */
	ALL {

		@Override
		<C extends Candidate> ReplicaChoice<C> choose(Replicas<C> replicas) {
			return replicas.all();
		}

	};

	private final int others;

	Consistency() {
		this(0);
	}

	Consistency(int others) {
		this.others = others;
	}

	/**
	 * Choose the replicas.
	 * @param <C> the kind of candidate
	 * @param all all replicas, dead ones and the caller's own included
	 * @param live tells which of the others can be called
	 * @param caller where the caller is, or {@code null} if it is in no view
	 * @return those to call beside the caller's own, or that there are too few
	 */
	public <C extends Candidate> ReplicaChoice<C> choose(List<C> all, Predicate<? super C> live,
			@Nullable Node caller) {
		return choose(new Replicas<>(all, live, caller));
	}

	<C extends Candidate> ReplicaChoice<C> choose(Replicas<C> replicas) {
		return replicas.others(this.others);
	}

}
