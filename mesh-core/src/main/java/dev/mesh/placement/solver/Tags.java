package dev.mesh.placement.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.ServiceSpec;
import org.jspecify.annotations.Nullable;

/**
 * The tags that biases of some kinds are about, and what each service has to do with
 * them. Tags are their positions in the order of their names.
 */
final class Tags {

	/**
	 * What a service has to do with a tag.
	 *
	 * @param tag the tag
	 * @param bears whether the service bears it
	 * @param bias the service's bias about it, if any
	 */
	record Relation(int tag, boolean bears, @Nullable Bias bias) {

	}

	/** By service: the tags it has to do with, ascending. */
	final Relation[][] relations;

	/** By tag: the services that bear it, ascending. */
	final int[][] bearers;

	private final Predicate<Bias> kinds;

	private final Map<String, Integer> index = new HashMap<>();

	Tags(List<Wanted> services, Predicate<Bias> kinds) {
		this.kinds = kinds;
		TreeSet<String> sorted = new TreeSet<>();
		for (Wanted wanted : services) {
			for (Bias bias : wanted.spec().biases()) {
				if (kinds.test(bias)) {
					sorted.add(bias.tag());
				}
			}
		}
		for (String name : sorted) {
			this.index.put(name, this.index.size());
		}
		this.relations = new Relation[services.size()][];
		for (int service = 0; service < this.relations.length; service++) {
			this.relations[service] = relations(services.get(service).spec());
		}
		this.bearers = select(Relation::bears);
	}

	int count() {
		return this.index.size();
	}

	/** Returns the services that have to do with each tag in some way, ascending. */
	int[][] select(Predicate<Relation> way) {
		int[][] selected = new int[this.index.size()][4];
		int[] size = new int[this.index.size()];
		for (int service = 0; service < this.relations.length; service++) {
			for (Relation relation : this.relations[service]) {
				int tag = relation.tag();
				if (way.test(relation)) {
					if (size[tag] == selected[tag].length) {
						selected[tag] = Arrays.copyOf(selected[tag], 2 * size[tag]);
					}
					selected[tag][size[tag]++] = service;
				}
			}
		}
		for (int tag = 0; tag < selected.length; tag++) {
			selected[tag] = Arrays.copyOf(selected[tag], size[tag]);
		}
		return selected;
	}

	private Relation[] relations(ServiceSpec spec) {
		List<Relation> relations = new ArrayList<>();
		for (Bias bias : spec.biases()) {
			if (this.kinds.test(bias)) {
				relations.add(new Relation(position(bias.tag()), spec.bears(bias.tag()), bias));
			}
		}
		bear(relations, spec.service().name());
		for (String tag : spec.tags()) {
			bear(relations, tag);
		}
		relations.sort(Comparator.comparingInt(Relation::tag));
		return relations.toArray(Relation[]::new);
	}

	private void bear(List<Relation> relations, String name) {
		int tag = position(name);
		if (tag >= 0 && relations.stream().noneMatch((relation) -> relation.tag() == tag)) {
			relations.add(new Relation(tag, true, null));
		}
	}

	private int position(String tag) {
		return this.index.getOrDefault(tag, -1);
	}

}
