package dev.mesh.benchmarks.calls.peers;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.mesh.benchmarks.calls.contestant.Contestant;

/**
 * Hazelcast's executor service between two members, with a serializer of its fastest
 * kind.
 */
final class HazelcastContestant implements Contestant {

	static final String EXECUTOR = "desk";

	private static final int THREADS = 16;

	@Override
	public String id() {
		return "hazelcast";
	}

	@Override
	public String title() {
		return "Hazelcast executor";
	}

	@Override
	public Stop serve(int port) {
		HazelcastInstance instance = Hazelcast.newHazelcastInstance(config(port, port));
		return () -> instance.getLifecycleService().terminate();
	}

	@Override
	public Connection connect(int port) {
		HazelcastInstance instance = Hazelcast.newHazelcastInstance(config(0, port));
		Stop end = () -> instance.getLifecycleService().terminate();
		Member server = instance.getCluster()
			.getMembers()
			.stream()
			.filter((member) -> member.getAddress().getPort() == port)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"Nobody was found on port " + port + ". Start the server before."));
		return new Connection(new HazelcastDesk(instance.getExecutorService(EXECUTOR), server), end);
	}

	private static Config config(int port, int peer) {
		Config config = new Config().setClusterName("desk-" + peer)
			.setProperty("hazelcast.logging.type", "slf4j")
			.setProperty("hazelcast.phone.home.enabled", "false")
			.setProperty("hazelcast.socket.bind.any", "false");
		config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
		config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
		JoinConfig join = config.getNetworkConfig().getJoin();
		join.getAutoDetectionConfig().setEnabled(false);
		join.getMulticastConfig().setEnabled(false);
		join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + peer);
		config.getExecutorConfig(EXECUTOR).setPoolSize(THREADS);
		config.getSerializationConfig().addDataSerializableFactory(DeskTask.FACTORY, (type) -> new DeskTask());
		return config;
	}

}
