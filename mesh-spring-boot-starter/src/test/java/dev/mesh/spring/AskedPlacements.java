package dev.mesh.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.mesh.placement.Admission;
import dev.mesh.placement.Placements;

/**
 * Keeps what it is asked, and gives the answer that a test has laid down.
 */
public final class AskedPlacements implements Placements {

	public final List<String> asked = new ArrayList<>();

	public CompletionStage<Admission> answer = CompletableFuture.failedStage(new IllegalStateException("no answer"));

	@Override
	public CompletionStage<Admission> submit(String topology, boolean dryRun) {
		return keep("submit " + topology + " " + dryRun);
	}

	@Override
	public CompletionStage<Admission> cordon(String node) {
		return keep("cordon " + node);
	}

	@Override
	public CompletionStage<Admission> drain(String node) {
		return keep("drain " + node);
	}

	@Override
	public CompletionStage<Admission> uncordon(String node) {
		return keep("uncordon " + node);
	}

	private CompletionStage<Admission> keep(String request) {
		this.asked.add(request);
		return this.answer;
	}

}
