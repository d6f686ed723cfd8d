package dev.mesh.benchmarks.placement;

import java.util.EnumSet;
import java.util.Set;

import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlacementInstancesTests {

	@Test
	void theSameSeedMakesTheSameProblem() {
		assertThat(PlacementInstances.ofSize(20, 40, 150, 7)).isEqualTo(PlacementInstances.ofSize(20, 40, 150, 7));
		assertThat(PlacementInstances.ofSize(20, 40, 150, 7).problem())
			.isNotEqualTo(PlacementInstances.ofSize(20, 40, 150, 8).problem());
		assertThat(PlacementInstances.quality()).isEqualTo(PlacementInstances.quality());
	}

	@Test
	void thirtyAndMoreProblemsHaveNamesOfTheirOwn() {
		assertThat(PlacementInstances.quality()).hasSizeGreaterThanOrEqualTo(30)
			.extracting(PlacementInstance::name)
			.doesNotHaveDuplicates();
	}

	@Test
	void everyKindOfWishIsAmongThem() {
		Set<BiasKind> kinds = EnumSet.noneOf(BiasKind.class);
		PlacementInstances.quality()
			.forEach((instance) -> instance.problem()
				.services()
				.forEach((service) -> service.spec().biases().stream().map(Bias::kind).forEach(kinds::add)));
		assertThat(kinds).contains(BiasKind.ALWAYS, BiasKind.PREFER, BiasKind.AVOID, BiasKind.NEVER);
	}

	@Test
	void aProblemHasAboutAsManyInstancesAsAsked() {
		Problem problem = PlacementInstances.ofSize(100, 200, 1000, 1).problem();
		assertThat(problem.hosts()).hasSize(100);
		assertThat(problem.services().stream().mapToInt((service) -> service.target()).sum()).isBetween(900, 1200);
	}

	@Test
	void aLostNodeTakesWithItWhatRanThere() {
		Problem problem = PlacementInstances.quality().get(1).problem();
		Problem without = Disruptions.lose(problem, 2);
		assertThat(without.hosts()).hasSize(problem.hosts().size() - 1).doesNotContain(problem.hosts().get(2));
		assertThat(without.current().counts().values())
			.noneMatch((nodes) -> nodes.containsKey(problem.hosts().get(2).node().id()));
	}

	@Test
	void anAddedNodeOffersWhatItsModelDoes() {
		Problem problem = PlacementInstances.quality().get(1).problem();
		Problem with = Disruptions.add(problem, 0);
		assertThat(with.hosts()).hasSize(problem.hosts().size() + 1);
		assertThat(with.services())
			.allMatch((service) -> service.offered().contains(with.hosts().get(0).node().id()) == service.offered()
				.contains(with.hosts().get(with.hosts().size() - 1).node().id()));
	}

}
