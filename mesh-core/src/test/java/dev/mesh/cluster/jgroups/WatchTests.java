package dev.mesh.cluster.jgroups;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.jgroups.Address;
import org.jgroups.util.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WatchTests {

	private static final int MONITORS = Watch.MONITORS;

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, MONITORS, MONITORS + 1, 30 })
	void whoWatchesOverAMemberGetsItsSigns(int size) {
		List<Address> members = members(size);
		for (Address one : members) {
			for (Address other : members) {
				assertThat(Watch.of(one, members).covers(other)).isEqualTo(Watch.of(other, members).covers(one));
			}
		}
	}

	@Test
	void theFirstOnesWatchOverAllAndTheOthersOverThem() {
		List<Address> members = members(30);
		for (Address member : members) {
			long watched = members.stream().filter(Watch.of(member, members)::covers).count();
			assertThat(watched).isEqualTo((members.indexOf(member) < MONITORS) ? 30 : MONITORS);
		}
	}

	/** Whoever acts has to know of all who come before it. */
	@Test
	void theFirstThatIsNotSilentKnowsItIsUnlessAllMonitorsAreLost() {
		List<Address> members = members(12);
		for (int silent = 0; silent < members.size() - 1; silent++) {
			Address first = members.get(silent);
			Watch watch = Watch.of(first, members);
			List<Address> before = members.subList(0, silent);
			boolean lost = watch.isLost(new HashSet<>(before));
			assertThat(lost).isEqualTo(silent >= MONITORS);
			assertThat(before).allMatch((lost ? watch.widened() : watch)::covers);
		}
	}

	@Test
	void oneMonitorThatIsHeardIsEnough() {
		List<Address> members = members(12);
		Watch watch = Watch.of(members.get(11), members);
		Set<Address> silent = new HashSet<>(members.subList(0, 11));
		assertThat(watch.isLost(silent)).isTrue();
		silent.remove(members.get(MONITORS - 1));
		assertThat(watch.isLost(silent)).isFalse();
	}

	private static List<Address> members(int size) {
		return IntStream.range(0, size).mapToObj((i) -> Util.createRandomAddress("m" + i)).toList();
	}

}
