package dev.mesh.spring.autoconfigure;

import dev.mesh.security.UnprotectedPortException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows that a port did not pass the check for strangers, most often because key and
 * trust material of a bundle do not belong together.
 */
final class UnprotectedPortFailureAnalyzer extends AbstractFailureAnalyzer<UnprotectedPortException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnprotectedPortException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Correct the bundle that 'mesh.ssl.bundle' names, or free the port if another process listens there.",
				cause);
	}

}
