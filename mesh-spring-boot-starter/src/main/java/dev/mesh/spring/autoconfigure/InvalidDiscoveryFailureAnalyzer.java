package dev.mesh.spring.autoconfigure;

import dev.mesh.cluster.InvalidDiscoveryException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows which setting of discovery cannot work here, and what to change.
 */
final class InvalidDiscoveryFailureAnalyzer extends AbstractFailureAnalyzer<InvalidDiscoveryException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidDiscoveryException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
