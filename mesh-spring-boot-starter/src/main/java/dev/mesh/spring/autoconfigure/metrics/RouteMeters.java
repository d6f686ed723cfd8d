package dev.mesh.spring.autoconfigure.metrics;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.ToLongFunction;

import dev.mesh.route.RouteBook;
import dev.mesh.route.measure.MirrorCounts;
import dev.mesh.route.measure.ServiceMeasure;
import dev.mesh.route.measure.VersionCounts;
import dev.mesh.route.measure.VersionMeasure;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.metrics.MeshMeterDocumentation.MirrorKeyNames;
import dev.mesh.spring.autoconfigure.metrics.MeshMeterDocumentation.RouteKeyNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counters of the services that have a route, from when they have one. The calls count
 * themselves: the meters only read.
 */
final class RouteMeters implements MeterBinder {

	private final MeshNode node;

	RouteMeters(MeshNode node) {
		this.node = node;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Set<Object> registered = Collections.newSetFromMap(new IdentityHashMap<>());
		this.node.routes().book().watch((book) -> register(book, registry, registered));
	}

	/**
	 * Called by one thread for each change of any route.
	 * @param registered the measures that have their meters: a registry warns of one that
	 * is registered again
	 */
	private void register(RouteBook book, MeterRegistry registry, Set<Object> registered) {
		book.effective().forEach((service, policy) -> {
			ServiceMeasure measure = this.node.routes().measures().service(service);
			policy.versions().forEach(measure::version);
			measure.versions().forEach((version, counted) -> {
				if (registered.add(counted)) {
					calls(registry, service, version, counted);
				}
			});
			if (policy.mirror() != null && registered.add(measure)) {
				mirror(registry, service, measure);
			}
		});
	}

	private static void calls(MeterRegistry registry, String service, String version, VersionMeasure measure) {
		calls(registry, service, version, "result", measure, (counts) -> counts.calls() - counts.errors());
		calls(registry, service, version, "failure", measure, VersionCounts::errors);
	}

	private static void calls(MeterRegistry registry, String service, String version, String outcome,
			VersionMeasure measure, ToLongFunction<VersionCounts> value) {
		FunctionCounter
			.builder(MeshMeterDocumentation.ROUTE_CALLS.getName(), measure,
					(counted) -> value.applyAsLong(counted.counts()))
			.description("Calls to a service while its route has each of them looked at")
			.tag(RouteKeyNames.SERVICE.asString(), service)
			.tag(RouteKeyNames.VERSION.asString(), version)
			.tag(RouteKeyNames.OUTCOME.asString(), outcome)
			.register(registry);
	}

	private static void mirror(MeterRegistry registry, String service, ServiceMeasure measure) {
		mirror(registry, service, "sent", measure, MirrorCounts::sent);
		mirror(registry, service, "dropped", measure, MirrorCounts::dropped);
		mirror(registry, service, "failed", measure, MirrorCounts::failed);
		mirror(registry, service, "compared", measure, MirrorCounts::compared);
		mirror(registry, service, "mismatched", measure, MirrorCounts::mismatched);
	}

	private static void mirror(MeterRegistry registry, String service, String event, ServiceMeasure measure,
			ToLongFunction<MirrorCounts> value) {
		FunctionCounter
			.builder(MeshMeterDocumentation.MIRROR_CALLS.getName(), measure,
					(counted) -> value.applyAsLong(counted.mirror().counts()))
			.description("Calls that were repeated on a shadow version, or were to be")
			.tag(MirrorKeyNames.SERVICE.asString(), service)
			.tag(MirrorKeyNames.EVENT.asString(), event)
			.register(registry);
	}

}
