package dev.mesh.placement.explain;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.Role;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.spec.BiasKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators could change.
 */
class RemedySearchTests {

	@Test
	void liftsANever() {
		Worlds worlds = new Worlds().nodes("n1")
			.service("ads", 1)
			.service("payment", 1, Worlds.bias("ads", BiasKind.NEVER))
			.runs("ads", 0);
		assertThat(changes(worlds, "payment")).containsExactly("Lift the NEVER ads of payment.", "Add a node.");
	}

	@Test
	void makesRoom() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("big", 2, Worlds.demand(3))
			.service("small", 1, Worlds.demand(2.5))
			.runs("big", 0, 1);
		assertThat(changes(worlds, "small")).containsExactly("Lower the demand of small from 2.5 to 1.",
				"Raise the capacity of n1 by 1.5 to 5.5.", "Raise the capacity of n2 by 1.5 to 5.5.",
				"Add a node with a capacity of 4.");
	}

	@Test
	void asksForTheLabel() {
		Worlds worlds = new Worlds().nodes("n1")
			.node("n2", "a", 4, Map.of("disk", "ssd"), Role.MEMBER, Host.Mode.OPEN, 0)
			.service("db", 2, Worlds.where("disk=ssd"))
			.runs("db", 1);
		assertThat(changes(worlds, "db")).containsExactly("Lift the condition disk = ssd of db.",
				"Raise the max-per-node of db from 1 to 2.", "Lower the replicas of db from 2 to 1.",
				"Make n1 meet disk = ssd, which db asks for.", "Add a node with disk = ssd.");
	}

	@Test
	void opensNodes() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.node("n3", "a", 4, Map.of(), Role.MEMBER, Host.Mode.CORDONED, 0)
			.node("n4", "a", 4, Map.of(), Role.MEMBER, Host.Mode.DRAINING, 0)
			.service("db", 1)
			.only(Set.of(1, 2, 3), Map.of(1, "port 5432 is taken"));
		assertThat(changes(worlds, "db")).containsExactly("Offer db on n1.",
				"Mend what keeps db from starting on n2: port 5432 is taken.", "Uncordon n3.", "Uncordon n4.",
				"Add a node.");
	}

	@Test
	void raisesWhatThereMayBe() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("db", 1)
			.service("cart", 2, Worlds.bias("db", BiasKind.ALWAYS))
			.runs("db", 0)
			.runs("cart", 0);
		assertThat(changes(worlds, "cart")).containsExactly("Lift the ALWAYS db of cart.",
				"Raise the max-per-node of cart from 1 to 2.", "Raise the replicas of db from 1 to 2.",
				"Lower the replicas of cart from 2 to 1.");
		Worlds zones = new Worlds().nodes("n1", "n2").service("db", 2, (draft) -> draft.maxPerZone = 1).runs("db", 0);
		assertThat(changes(zones, "db")).containsExactly("Raise the max-per-zone of db from 1 to 2.",
				"Lower the replicas of db from 2 to 1.", "Add a node in another zone.");
	}

	@Test
	void tellsWhatHelpsInPartIfNothingHelpsFully() {
		Worlds worlds = new Worlds().nodes("n1").service("db", 3, (draft) -> {
			draft.maxPerNode = 3;
			draft.demand = 4;
		}).runs("db", 0);
		List<Remedy> remedies = worlds.explain("db").remedies();
		assertThat(remedies).contains(new Remedy("Lower the replicas of db from 3 to 1.", 2, true));
		assertThat(remedies).allMatch(Remedy::complete);
		Worlds none = new Worlds().nodes("n1").service("db", 3, Worlds.demand(5));
		assertThat(none.explain("db").remedies()).isNotEmpty().noneMatch(Remedy::complete);
	}

	@Test
	void offersNothingThatTakesFromOthers() {
		Worlds worlds = new Worlds().nodes("n1").service("a", 1, (draft) -> {
			draft.demand = 4;
			draft.priority = 1;
		}).service("b", 1, Worlds.demand(4)).runs("a", 0);
		assertThat(changes(worlds, "b")).containsExactly("Raise the capacity of n1 by 4 to 8.",
				"Add a node with a capacity of 4.");
	}

	private static List<String> changes(Worlds worlds, String service) {
		return worlds.explain(service).remedies().stream().map(Remedy::change).toList();
	}

}
