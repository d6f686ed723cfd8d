package dev.mesh.benchmarks.start;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import dev.mesh.cluster.MeshCluster;

import org.springframework.context.ApplicationContext;

/**
 * The part of the application that knows of Mesh: loaded only where it is asked for, as
 * the starter may be missing.
 */
final class Members {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private Members() {
	}

	static String await(ApplicationContext context, int count) throws InterruptedException {
		MeshCluster cluster = context.getBean(MeshCluster.class);
		try {
			return cluster.awaitView((view) -> view.members().size() == count, PATIENCE).toString();
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("there are not " + count + " members", ex);
		}
	}

}
