package dev.mesh.service.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.MeshCallException;
import dev.mesh.rpc.template.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a call may be repeated, and where it goes.
 */
enum CallKind {

	IDEMPOTENT {
		@Override
		List<Ended> call(FaultCluster cluster, String id) {
			return one(id, () -> assertThat(cluster.ledger().read(id)).isEqualTo(id));
		}
	},

	ONCE {
		@Override
		List<Ended> call(FaultCluster cluster, String id) {
			return one(id, () -> assertThat(cluster.ledger().write(id)).isEqualTo(id));
		}
	},

	KEYED {
		@Override
		List<Ended> call(FaultCluster cluster, String id) {
			String account = "account-" + Math.floorMod(id.hashCode(), 100);
			return one(id, () -> assertThat(cluster.ledger().writeFor(account, id)).isEqualTo(id));
		}
	},

	STREAM {
		@Override
		List<Ended> call(FaultCluster cluster, String id) {
			List<String> wanted = IntStream.range(0, Ledger.ENTRIES).mapToObj((entry) -> id + "#" + entry).toList();
			List<String> got = new ArrayList<>();
			List<Ended> ended = one(id,
					() -> cluster.ledger().follow(id).doOnNext(got::add).blockLast(Duration.ofMinutes(1)));
			boolean whole = ended.get(0).outcome() == CallOutcome.RESULT;
			assertThat(got).as(id).isEqualTo(whole ? wanted : wanted.subList(0, got.size()));
			return ended;
		}
	},

	BROADCAST {
		@Override
		List<Ended> call(FaultCluster cluster, String id) {
			return cluster.caller()
				.template()
				.of(Ledger.class)
				.call((ledger) -> ledger.write(id))
				.broadcast()
				.list()
				.stream()
				.map((reply) -> ended(id, reply))
				.toList();
		}
	};

	/** Of twenty calls, how many are of which kind. */
	private static final List<CallKind> MIX = List.of(IDEMPOTENT, ONCE, KEYED, ONCE, STREAM, IDEMPOTENT, ONCE, ONCE,
			KEYED, IDEMPOTENT, ONCE, BROADCAST, ONCE, IDEMPOTENT, KEYED, STREAM, ONCE, KEYED, ONCE, ONCE);

	static CallKind of(int number) {
		return MIX.get(number % MIX.size());
	}

	/**
	 * Call, and tell how that ended.
	 * @param cluster where to
	 * @param id names the call
	 * @return how it ended, on each node where it went to several
	 */
	abstract List<Ended> call(FaultCluster cluster, String id);

	private static List<Ended> one(String id, Runnable call) {
		try {
			call.run();
			return List.of(new Ended(id, "", CallOutcome.RESULT));
		}
		catch (RuntimeException ex) {
			return List.of(new Ended(id, "", promised(ex)));
		}
	}

	private static Ended ended(String id, Reply<String> reply) {
		Throwable failure = reply.failure();
		if (failure == null) {
			assertThat(reply.result()).isEqualTo(id);
		}
		return new Ended(id, reply.node().name(), (failure != null) ? promised(failure) : CallOutcome.RESULT);
	}

	private static CallOutcome promised(Throwable failure) {
		if (!"interrupted".equals(failure.getMessage())) {
			assertThat(failure).isInstanceOf(MeshCallException.class);
		}
		return CallOutcome.of(failure);
	}

	/**
	 * How a call ended.
	 *
	 * @param id names it
	 * @param process where it went, or nothing if that could be any
	 * @param outcome what it ended in
	 */
	record Ended(String id, String process, CallOutcome outcome) {

	}

}
