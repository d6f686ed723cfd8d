package dev.mesh.service;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.directory.Directory;
import dev.mesh.placement.Plan;
import dev.mesh.watch.Watched;

/**
 * One node: clock, membership, directory, placement, calls and the local instances,
 * started and stopped as one.
 */
public interface MeshNode {

	/**
	 * Start: bind, join and take up what the plan places here. Returns once this node is
	 * in a view; instances become ready after that. Starting a started node does nothing;
	 * a stopped one can be started again.
	 */
	void start();

	/**
	 * Stop: tell the others to route elsewhere, finish the calls in flight, leave, close.
	 * Stopping a stopped node does nothing.
	 */
	void stop();

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
	 * Return the caller's side of a contract: a method call where the service is live
	 * here, a remote call where it is not.
	 * @param <T> the contract
	 * @param contract the contract, known to the node since it was made
	 * @return the proxy, the same one for the same contract
	 */
	<T> T proxy(Class<T> contract);

}
