package dev.mesh.spring.autoconfigure;

import dev.mesh.rpc.contract.InvalidContractException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows which method of a contract cannot be called, and why.
 */
final class InvalidContractFailureAnalyzer extends AbstractFailureAnalyzer<InvalidContractException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidContractException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Change the contract: records, sealed types, enums, collections, arrays and the JDK's value types can be"
						+ " sent.",
				cause);
	}

}
