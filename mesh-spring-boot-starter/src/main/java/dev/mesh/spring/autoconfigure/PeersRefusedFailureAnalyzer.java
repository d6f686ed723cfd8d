package dev.mesh.spring.autoconfigure;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.mesh.cluster.PeersRefusedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows which peers refused this node and why.
 */
final class PeersRefusedFailureAnalyzer extends AbstractFailureAnalyzer<PeersRefusedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PeersRefusedException cause) {
		return new FailureAnalysis("No peer let this node in. " + describe(cause.reasons()),
				"Set 'mesh.token' (or 'mesh.ssl.bundle') to what the peers have, or take them out of 'mesh.peers'.",
				cause);
	}

	private static String describe(Map<String, String> reasons) {
		return new TreeMap<>(reasons).entrySet()
			.stream()
			.map((refusal) -> "Peer " + refusal.getKey() + " refused it: " + refusal.getValue() + ".")
			.collect(Collectors.joining(" "));
	}

}
