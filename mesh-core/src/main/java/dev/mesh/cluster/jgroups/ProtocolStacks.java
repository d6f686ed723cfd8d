package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.jgroups.protocols.PerDestinationBundler;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jgroups.util.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.HostPort;

/**
 * Builds the protocol stack. All times follow from the failure timeout.
 */
final class ProtocolStacks {

	private static final long JOIN_MILLIS = 500;

	private static final long LEAVE_MILLIS = 1000;

	// For each member there is a queue and a buffer of this size, which grows for what is
	// longer: membership sends little, and among many members it adds up.
	private static final int QUEUED_MESSAGES = 2048;

	private static final int BUNDLE_BYTES = 16_000;

	private static final Duration MAX_MERGE_INTERVAL = Duration.ofSeconds(1);

	private ProtocolStacks() {
	}

	static List<Protocol> of(ClusterOptions options, ClusterTransport transport, KnownPeers peers,
			@Nullable HostPort previous) throws IOException {
		Duration timeout = options.failureTimeout();
		// Silence for three quarters of the timeout is suspicious, and a last question
		// takes 15 %: the rest is for telling the others, on a machine under full load.
		long silence = timeout.multipliedBy(3).dividedBy(4).toMillis();
		long heartbeat = Math.max(1, timeout.dividedBy(8).toMillis());
		long verification = Math.max(1, timeout.multipliedBy(3).dividedBy(20).toMillis());
		return List.of(transport(options, transport, previous), transport.discovery(options, peers), merge(timeout),
				new MonitorHeartbeats().setTimeout(silence).setInterval(heartbeat),
				new VERIFY_SUSPECT2().setTimeout(verification), new NAKACK2().useMcastXmit(false), new UNICAST3(),
				new STABLE(),
				new GMS().setJoinTimeout(JOIN_MILLIS).setLeaveTimeout(LEAVE_MILLIS).printLocalAddress(false),
				new UFC());
	}

	private static TP transport(ClusterOptions options, ClusterTransport transport, @Nullable HostPort previous)
			throws IOException {
		TP protocol = transport.protocol(options, previous);
		DefaultThreadFactory threads = new DefaultThreadFactory("mesh-jgroups", true, true);
		threads.useVirtualThreads(false);
		protocol.setThreadFactory(threads);
		protocol.useVirtualThreads(false);
		protocol.setLogDiscardMessages(false);
		protocol.setLogDiscardMessagesVersion(false);
		protocol.disableDiagnostics();
		protocol.setBundler(new PerDestinationBundler().setCapacity(QUEUED_MESSAGES).setMaxSize(BUNDLE_BYTES));
		return protocol;
	}

	// Nodes that start at the same moment may miss each other and found a group each:
	// this is how soon they meet again.
	private static ScaledMerge merge(Duration timeout) {
		long most = Math.max(2, Math.min(MAX_MERGE_INTERVAL.toMillis(), timeout.dividedBy(2).toMillis()));
		return new ScaledMerge(Duration.ofMillis(most / 2), Duration.ofMillis(most));
	}

}
