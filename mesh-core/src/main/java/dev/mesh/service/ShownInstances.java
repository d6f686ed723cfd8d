package dev.mesh.service;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the others are shown of the local instances. Until this node is warm they see a
 * ready one as starting, so that they neither send it calls, which would wait for classes
 * to load, nor end what it replaces; calls within the node reach it already. Used on the
 * owner's thread only.
 */
final class ShownInstances implements Consumer<List<Instance>> {

	private static final Logger logger = LoggerFactory.getLogger(ShownInstances.class);

	private static final String WARMING_UP = "warming up";

	private final Consumer<List<Instance>> directory;

	private List<Instance> instances = List.of();

	private boolean warm;

	/**
	 * Create the view of the others.
	 * @param directory takes what they are shown
	 * @param warm completes when this node is warm
	 * @param owner the owner's thread
	 */
	ShownInstances(Consumer<List<Instance>> directory, CompletionStage<Void> warm, Executor owner) {
		this.directory = directory;
		warm.whenCompleteAsync((none, failure) -> becomeWarm(), owner);
	}

	@Override
	public void accept(List<Instance> changed) {
		this.instances = changed;
		show();
	}

	private void becomeWarm() {
		this.warm = true;
		if (!this.instances.isEmpty()) {
			show();
		}
	}

	private void show() {
		this.directory
			.accept(this.warm ? this.instances : this.instances.stream().map(ShownInstances::whileCold).toList());
	}

	private static Instance whileCold(Instance instance) {
		if (instance.status() != InstanceStatus.READY) {
			return instance;
		}
		logger.debug("'{}' is shown to the others once the call path is warmed up", instance.service());
		return new Instance(instance.service(), InstanceStatus.STARTING, WARMING_UP);
	}

}
