package dev.mesh.service;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.cluster.jgroups.TcpTransport;
import dev.mesh.directory.Directory;
import dev.mesh.placement.Placements;
import dev.mesh.placement.Plan;
import dev.mesh.placement.Situation;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.route.TrafficRoutes;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.security.RefusalLog;
import dev.mesh.rpc.stream.StreamCounts;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.template.MeshTemplate;
import dev.mesh.watch.Watched;

/**
 * One node: clock, membership, directory, placement, calls and the local instances,
 * started and stopped as one. Safe for use by any thread.
 */
public interface MeshNode {

	/**
	 * Make a node; it is not started, and nothing is opened.
	 * @param spec what it is made of
	 * @return the node
	 * @throws dev.mesh.rpc.contract.InvalidContractException if a contract cannot be
	 * called
	 */
	static MeshNode of(NodeSpec spec) {
		RefusalLog refusals = new RefusalLog(System::nanoTime);
		return new AssembledNode(spec, new TcpTransport(spec.security(), refusals), refusals);
	}

	/**
	 * Make a node that meets the others of its JVM without sockets for membership, for
	 * tests. Calls still go over loopback.
	 * @param spec what it is made of
	 * @param network where the nodes meet
	 * @return the node
	 * @throws dev.mesh.rpc.contract.InvalidContractException if a contract cannot be
	 * called
	 */
	static MeshNode of(NodeSpec spec, InProcessNetwork network) {
		return new AssembledNode(spec, network, new RefusalLog(System::nanoTime));
	}

	/**
	 * Start: bind, join and take up what the plan places here. Returns once this node is
	 * in a view; instances become ready after that. Starting a started node does nothing;
	 * a stopped one can be started again.
	 */
	void start();

	/**
	 * Return when the codec and all else that remote calls need before there is a peer is
	 * loaded, which begins with the first start and goes on beside it. Until then the
	 * others see what is ready here as starting.
	 * @return completes some time after the first start, within ten seconds of it at the
	 * latest and never exceptionally
	 */
	CompletionStage<Void> warmedUp();

	/**
	 * Say more of this node in its directory entry, such as its web address. Kept over a
	 * rejoin and a restart.
	 * @param attributes what to add or replace; an empty value removes
	 */
	void announce(Map<String, String> attributes);

	/**
	 * Withdraw from hosting: the others are told and take over what runs only here, then
	 * the calls in flight end and the instances are destroyed. The node stays a member
	 * and can call; {@link #stop()} ends the withdrawal. A node that is alone goes on
	 * serving itself until it stops, since nobody can take over.
	 * @return completes when all that can be handed over is, within about twice the drain
	 * timeout
	 */
	CompletionStage<Void> withdraw();

	/**
	 * Stop: {@linkplain #withdraw() withdraw}, leave, close. Stopping a stopped node does
	 * nothing.
	 */
	void stop();

	/**
	 * End at once without a word to the others, as if the process had been killed. For
	 * tests.
	 */
	void kill();

	/**
	 * Return the clock.
	 * @return the clock
	 */
	HybridLogicalClock clock();

	/**
	 * Return the cluster.
	 * @return the cluster
	 */
	MeshCluster cluster();

	/**
	 * Return the directory.
	 * @return the directory
	 */
	Directory directory();

	/**
	 * Return the plans, to read or to watch.
	 * @return the plans
	 */
	Watched<Plan> plans();

	/**
	 * Return what operators can ask of placement: topologies, and nodes to be left.
	 * @return the requests, which any node forwards to the coordinator
	 */
	Placements placements();

	/**
	 * Look at the world as placement sees it from this node, to have the plan explained.
	 * What only the coordinator measures is left out on other nodes.
	 * @return the situation; fails with a
	 * {@link dev.mesh.placement.PlacementRequestException} while the node is stopped.
	 * Completes on placement's thread: attach only what is short, or name an executor
	 */
	CompletionStage<Situation> situation();

	/**
	 * Return who calls whom, what is proposed and what was done to make calls go less
	 * far. Only the coordinator knows.
	 * @return the present state; {@link AdviceState#NONE} on other nodes
	 */
	AdviceState advice();

	/**
	 * Return the traffic policies of the cluster, to read and to change.
	 * @return the routes
	 */
	TrafficRoutes routes();

	/**
	 * Return how the contracts of other nodes fit those of this one.
	 * @return the contracts, to ask or to watch
	 */
	PeerContracts contracts();

	/**
	 * Return how the streams of this node are doing.
	 * @return the numbers as they are now; what counts events goes on over a restart
	 */
	StreamCounts streams();

	/**
	 * Return the extensions that run on this node.
	 * @return the extensions
	 */
	MeshExtensions extensions();

	/**
	 * Return the caller's side of a contract: a method call where the service is live
	 * here, a remote call where it is not. Works before the start, when calls wait for
	 * their service within their deadline.
	 * @param <T> the contract
	 * @param contract the contract, known to the node since it was made
	 * @return the proxy, the same one for the same contract
	 */
	<T> T proxy(Class<T> contract);

	/**
	 * Return what is known of the calls that this node makes and takes.
	 * @return samples of those that failed or were slow, and how the instances do
	 */
	CallReport calls();

	/**
	 * Return what makes calls that say where they go.
	 * @return the template, the same one each time
	 */
	MeshTemplate template();

}
