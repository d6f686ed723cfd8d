package dev.mesh.spring.autoconfigure;

import dev.mesh.spring.MeshConfigurationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows what is wrong with the configuration and what to change, in place of a stack
 * trace.
 */
final class MeshConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<MeshConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MeshConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
