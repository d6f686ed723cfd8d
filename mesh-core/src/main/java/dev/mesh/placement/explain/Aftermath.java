package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.mesh.placement.explain.Loss.Overload;
import dev.mesh.placement.explain.Loss.Shortage;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * The world after a loss, compared with the world before.
 */
final class Aftermath {

	private final Scene before;

	private final boolean proven;

	private final List<Shortage> pending = new ArrayList<>();

	private final List<Shortage> reduced = new ArrayList<>();

	private final List<Overload> overloaded;

	/**
	 * An aftermath.
	 * @param left the hosts that are left
	 * @param after what is placed on them
	 * @param proven whether it is known that no more of everybody's fewest can be
	 */
	Aftermath(Scene before, List<Host> left, Assignment after, boolean proven) {
		this.before = before;
		before.services().forEach((wanted) -> compare(wanted, after));
		this.overloaded = left.stream().flatMap((host) -> overload(host, after)).toList();
		this.proven = proven || this.pending.isEmpty();
	}

	boolean overloads() {
		return !this.overloaded.isEmpty();
	}

	private void compare(Wanted wanted, Assignment after) {
		ServiceSpec spec = wanted.spec();
		Replicas replicas = spec.replicas();
		int had = this.before.assignment.total(spec.service());
		int has = after.total(spec.service());
		if (has < Math.min(had, replicas.min())) {
			this.pending.add(new Shortage(spec.service(), has, replicas.min()));
			return;
		}
		int due = Math.max(replicas.min(), Math.min(replicas.max(), wanted.target()));
		if (!replicas.isAll() && has < Math.min(had, due)) {
			this.reduced.add(new Shortage(spec.service(), has, due));
		}
	}

	private Stream<Overload> overload(Host host, Assignment after) {
		double load = load(host, after);
		double capacity = host.node().capacity();
		// A sum of fractions may be a hair beyond what the same demands just fill.
		boolean over = load > capacity * (1 + 1e-9) && load > load(host, this.before.assignment) * (1 + 1e-9);
		return over ? Stream.of(new Overload(host.node().name(), load, capacity)) : Stream.empty();
	}

	private double load(Host host, Assignment assignment) {
		double load = host.base();
		for (Wanted wanted : this.before.services()) {
			int count = assignment.count(wanted.spec().service(), host.node().id());
			load += count * ((wanted.load() > 0) ? wanted.load() : wanted.spec().demand());
		}
		return load;
	}

	Loss loss(Loss.Kind kind, String name, String region) {
		return new Loss(kind, name, region, this.pending, this.reduced, this.overloaded, this.proven,
				sentence(((kind == Loss.Kind.ZONE) ? "zone " : "") + name));
	}

	private String sentence(String lost) {
		List<String> parts = new ArrayList<>();
		this.pending.forEach((shortage) -> parts.add(shortage(shortage, "must")));
		this.reduced.forEach((shortage) -> parts.add(shortage(shortage, "should")));
		this.overloaded.forEach((overload) -> parts.add(overload.node() + " would carry "
				+ Wording.number(overload.load()) + " at a capacity of " + Wording.number(overload.capacity())));
		return "If " + lost + " died, "
				+ (parts.isEmpty() ? "all would be placed elsewhere." : Wording.list(parts) + ".")
				+ (this.proven ? "" : " This is not proven: the search ended before it had looked at everything.");
	}

	private String shortage(Shortage shortage, String verb) {
		String left = (shortage.left() == 0) ? "no instance" : Wording.instances(shortage.left());
		return this.before.wording.name(shortage.service()) + " would have " + left + " and " + verb + " have "
				+ shortage.due();
	}

}
