package dev.mesh.service;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Instance;
import dev.mesh.directory.ReplicatedDirectory;
import dev.mesh.placement.Plan;
import dev.mesh.rpc.call.CallPlane;
import dev.mesh.watch.Watched;

/**
 * The local instances between a start and a stop of the node, on one thread,
 * {@code mesh-hosting}.
 */
final class Hosting {

	private final ScheduledThreadPoolExecutor thread = MeshThreads.single("mesh-hosting");

	private final Reconciler reconciler;

	private final LoadReporter load;

	Hosting(NodeSpec spec, List<ServiceDefinition> services, NodeId self, Watched<Plan> plans,
			ReplicatedDirectory directory, CallPlane calls, CompletionStage<Void> warm) {
		Consumer<List<Instance>> publisher = new ShownInstances(
				(instances) -> directory.publish((content) -> content.withInstances(instances)), warm, this.thread);
		this.reconciler = new Reconciler(self, services, plans, directory, calls.instances(), publisher,
				spec.drainTimeout(), this.thread);
		this.load = new LoadReporter(calls.dispatcher()::inFlight, this.reconciler::busy,
				(busy) -> directory.publish((content) -> content.withLoad(busy)), this.thread);
		this.reconciler.start();
	}

	CompletionStage<Void> withdraw() {
		return this.reconciler.withdraw();
	}

	void close() {
		this.load.stop();
		this.reconciler.stop();
		this.thread.shutdownNow();
	}

}
