package dev.mesh.spring.autoconfigure.metrics;

import java.util.function.ToDoubleFunction;

import dev.mesh.rpc.stream.StreamCounts;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.metrics.MeshMeterDocumentation.OpenStreamKeyNames;
import dev.mesh.spring.autoconfigure.metrics.MeshMeterDocumentation.StreamItemKeyNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the node's streams, which count themselves: the meters only read.
 */
final class StreamMeters implements MeterBinder {

	private final MeshNode node;

	StreamMeters(MeshNode node) {
		this.node = node;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		open(registry, "read", StreamCounts::reading);
		open(registry, "serve", StreamCounts::serving);
		Gauge.builder(MeshMeterDocumentation.STALLED_STREAMS.getName(), this.node, (node) -> node.streams().stalled())
			.description("Streams published here that wait for readers on other nodes to take more")
			.register(registry);
		items(registry, "received", StreamCounts::received);
		items(registry, "sent", StreamCounts::sent);
	}

	private void open(MeterRegistry registry, String role, ToDoubleFunction<StreamCounts> count) {
		Gauge
			.builder(MeshMeterDocumentation.OPEN_STREAMS.getName(), this.node,
					(node) -> count.applyAsDouble(node.streams()))
			.description("Results that are streams and are open")
			.tag(OpenStreamKeyNames.ROLE.asString(), role)
			.register(registry);
	}

	private void items(MeterRegistry registry, String direction, ToDoubleFunction<StreamCounts> count) {
		FunctionCounter
			.builder(MeshMeterDocumentation.STREAM_ITEMS.getName(), this.node,
					(node) -> count.applyAsDouble(node.streams()))
			.description("Items of streams between this node and others")
			.tag(StreamItemKeyNames.DIRECTION.asString(), direction)
			.register(registry);
	}

}
