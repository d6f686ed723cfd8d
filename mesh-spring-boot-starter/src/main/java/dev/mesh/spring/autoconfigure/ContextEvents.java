package dev.mesh.spring.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.MeshInstancesChangedEvent;
import dev.mesh.spring.MeshViewChangedEvent;
import dev.mesh.watch.Subscription;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what changes in the cluster as application events, on the threads that notify
 * of it.
 */
final class ContextEvents implements AutoCloseable {

	private final ApplicationEventPublisher publisher;

	private final List<Subscription> subscriptions = new ArrayList<>();

	private Map<NodeId, List<Instance>> published = Map.of();

	ContextEvents(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	synchronized void follow(MeshNode node) {
		this.subscriptions
			.add(node.cluster().views().watch((view) -> this.publisher.publishEvent(new MeshViewChangedEvent(view))));
		this.subscriptions.add(node.directory().snapshots().watch(this::onSnapshot));
	}

	@Override
	public synchronized void close() {
		this.subscriptions.forEach(Subscription::close);
		this.subscriptions.clear();
	}

	/**
	 * Entries are also rewritten when load changes, several times per second: that alone
	 * is no event.
	 */
	private void onSnapshot(DirectorySnapshot snapshot) {
		Map<NodeId, List<Instance>> instances = new HashMap<>();
		snapshot.entries().forEach((node, entry) -> instances.put(node, entry.instances()));
		if (!instances.equals(this.published)) {
			this.published = instances;
			this.publisher.publishEvent(new MeshInstancesChangedEvent(snapshot));
		}
	}

}
