package dev.mesh.route;

import java.util.concurrent.CompletionStage;

import dev.mesh.route.cutover.CutoverPlan;
import dev.mesh.route.measure.RouteMeasures;
import dev.mesh.watch.Watched;

/**
 * The traffic policies of the cluster, to be read and changed on any node. A change holds
 * on this node when its stage completes, and on all others a moment later; where two are
 * made at once, the one with the later stamp holds everywhere. Stages fail with a
 * {@link RouteRefusedException} and complete on the thread that owns the policies: attach
 * only what is short, or name an executor. Safe for use by any thread.
 */
public interface TrafficRoutes {

	/**
	 * Return all policies, to read or to watch.
	 * @return the policies
	 */
	Watched<RouteBook> book();

	/**
	 * Set the policy of a service in place of the one before.
	 * @param service the service's name
	 * @param policy the policy, of versions that live nodes offer
	 * @return completes when it is set
	 */
	CompletionStage<Void> set(String service, RoutePolicy policy);

	/**
	 * Take back what was set: the topology or the configuration holds again. Ends a
	 * cutover that is under way.
	 * @param service the service's name
	 * @return completes when it is taken back
	 */
	CompletionStage<Void> reset(String service);

	/**
	 * Begin a verified cutover.
	 * @param service the service's name
	 * @param plan what is asked, of versions that are ready
	 * @return completes when it has begun
	 */
	CompletionStage<Void> cutOver(String service, CutoverPlan plan);

	/**
	 * End the cutover that is under way: the old version takes all calls.
	 * @param service the service's name
	 * @return completes when it has ended
	 */
	CompletionStage<Void> abort(String service);

	/**
	 * Return what this node measures of the calls it makes.
	 * @return the measures
	 */
	RouteMeasures measures();

}
