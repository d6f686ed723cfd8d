package dev.mesh.placement.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which services can be in each other's way, directly or through others: those that take
 * room on a common host, and those between which there is a hard bias. What is missing of
 * one component does not depend on where another's instances are.
 */
final class Components {

	private final Model model;

	private final int[] parent;

	Components(Model model) {
		this.model = model;
		this.parent = new int[model.serviceCount()];
		Arrays.setAll(this.parent, (service) -> service);
		joinByRoom();
		joinByBias();
	}

	/** The components, each with its services ascending. */
	List<int[]> list() {
		Map<Integer, List<Integer>> byRoot = new TreeMap<>();
		for (int service = 0; service < this.parent.length; service++) {
			byRoot.computeIfAbsent(root(service), (root) -> new ArrayList<>()).add(service);
		}
		return byRoot.values()
			.stream()
			.map((services) -> services.stream().mapToInt(Integer::intValue).toArray())
			.toList();
	}

	private void joinByRoom() {
		int[] first = new int[this.model.hostCount()];
		Arrays.fill(first, -1);
		for (int service = 0; service < this.parent.length; service++) {
			if (this.model.demand[service] == 0) {
				continue;
			}
			for (int host : this.model.allowed[service]) {
				if (first[host] < 0) {
					first[host] = service;
				}
				else {
					join(service, first[host]);
				}
			}
		}
	}

	private void joinByBias() {
		for (int service = 0; service < this.parent.length; service++) {
			for (HardBiases.Touch touch : this.model.hardBiases.touches[service]) {
				if (touch.always() || touch.never()) {
					for (int bearer : this.model.hardBiases.bearers[touch.tag()]) {
						join(service, bearer);
					}
				}
			}
		}
	}

	private void join(int one, int other) {
		this.parent[root(one)] = root(other);
	}

	private int root(int service) {
		int root = service;
		while (this.parent[root] != root) {
			this.parent[root] = this.parent[this.parent[root]];
			root = this.parent[root];
		}
		return root;
	}

}
