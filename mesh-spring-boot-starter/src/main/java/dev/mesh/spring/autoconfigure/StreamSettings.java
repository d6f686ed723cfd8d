package dev.mesh.spring.autoconfigure;

import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.spring.MeshConfigurationException;

/**
 * Turns {@code mesh.rpc.streams} into what the node takes.
 */
final class StreamSettings {

	private StreamSettings() {
	}

	static StreamOptions of(MeshProperties.Streams streams) {
		long windowBytes = streams.windowSize().toBytes();
		return new StreamOptions(positive("window-items", streams.windowItems(), streams.windowItems()),
				positive("window-size", streams.windowSize(), windowBytes),
				positive("max-open", streams.maxOpen(), streams.maxOpen()),
				positive("threads", streams.threads(), streams.threads()));
	}

	private static int positive(String name, Object stated, long value) {
		if (value < 1 || value > Integer.MAX_VALUE) {
			throw new MeshConfigurationException(
					"'mesh.rpc.streams." + name + "' is '" + stated + "', which is no bound of a stream.",
					"Use a number from 1 on, and for a size 1B to 2047MB.");
		}
		return (int) value;
	}

}
