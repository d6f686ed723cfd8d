package dev.mesh.benchmarks.calls.peers;

import java.util.List;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.contestant.Lineup;
import dev.mesh.benchmarks.calls.work.OrderFormat;

/**
 * The peers.
 */
public final class Peers implements Lineup {

	@Override
	public List<Contestant> contestants() {
		return List.of(new GrpcContestant(false), new GrpcContestant(true), new DubboContestant(),
				new RSocketContestant(), new JGroupsContestant(), new HazelcastContestant(), new WebContestant());
	}

	@Override
	public List<OrderFormat> formats() {
		return List.of(new ProtobufFormat());
	}

}
