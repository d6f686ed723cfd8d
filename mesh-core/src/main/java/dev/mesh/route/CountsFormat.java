package dev.mesh.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.route.measure.Latencies;
import dev.mesh.route.measure.MirrorCounts;
import dev.mesh.route.measure.ServiceCounts;
import dev.mesh.route.measure.VersionCounts;

/**
 * The binary form of what was counted of a service.
 */
final class CountsFormat {

	private CountsFormat() {
	}

	static void write(MessageWriter out, ServiceCounts counts) {
		out.<Map.Entry<String, VersionCounts>>list(counts.versions().entrySet(),
				(item, version) -> write(item.string(version.getKey()), version.getValue()));
		out.block((block) -> write(block, counts.shadow()));
		MirrorCounts mirror = counts.mirror();
		out.int64(mirror.sent())
			.int64(mirror.dropped())
			.int64(mirror.failed())
			.int64(mirror.compared())
			.int64(mirror.mismatched());
		out.<Map.Entry<String, Long>>list(mirror.fields().entrySet(),
				(item, field) -> item.string(field.getKey()).int64(field.getValue()));
	}

	private static void write(MessageWriter out, VersionCounts counts) {
		out.int64(counts.calls()).int64(counts.errors());
		List<Integer> used = new ArrayList<>();
		for (int bucket = 0; bucket < Latencies.BUCKETS; bucket++) {
			if (counts.latencies().count(bucket) > 0) {
				used.add(bucket);
			}
		}
		out.list(used, (item, bucket) -> item.int8(bucket).int64(counts.latencies().count(bucket)));
	}

	static ServiceCounts read(MessageReader in) throws MalformedMessageException {
		Map<String, VersionCounts> versions = new HashMap<>();
		for (Map.Entry<String, VersionCounts> version : in
			.list((item) -> Map.entry(item.string(), readVersion(item)))) {
			versions.put(version.getKey(), version.getValue());
		}
		VersionCounts shadow = readVersion(in.block());
		long sent = count(in);
		long dropped = count(in);
		long failed = count(in);
		long compared = count(in);
		long mismatched = count(in);
		Map<String, Long> fields = new HashMap<>();
		for (Map.Entry<String, Long> field : in.list((item) -> Map.entry(item.string(), count(item)))) {
			fields.put(field.getKey(), field.getValue());
		}
		return new ServiceCounts(versions, shadow,
				new MirrorCounts(sent, dropped, failed, compared, mismatched, fields));
	}

	private static VersionCounts readVersion(MessageReader in) throws MalformedMessageException {
		long calls = count(in);
		long errors = count(in);
		long[] latencies = new long[Latencies.BUCKETS];
		for (long[] bucket : in.list((item) -> new long[] { item.int8(), count(item) })) {
			if (bucket[0] < latencies.length) {
				latencies[(int) bucket[0]] = bucket[1];
			}
		}
		return new VersionCounts(calls, errors, Latencies.of(latencies));
	}

	/** Whatever a peer claims, sums of it stay in range. */
	private static long count(MessageReader in) throws MalformedMessageException {
		return Math.min(Math.max(0, in.int64()), Long.MAX_VALUE >>> 16);
	}

}
