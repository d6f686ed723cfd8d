package dev.mesh.spring.autoconfigure;

import dev.mesh.cluster.NameTakenException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows both addresses of two nodes that want one name.
 */
final class NameTakenFailureAnalyzer extends AbstractFailureAnalyzer<NameTakenException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NameTakenException cause) {
		return new FailureAnalysis(
				"The node at " + cause.refused() + " wants the name '" + cause.name() + "', which the live node at "
						+ cause.holder() + " has.",
				"Set 'mesh.node.name' to a name that no other node has, or stop the other node.", cause);
	}

}
