package dev.mesh.placement.traffic;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.mesh.cluster.NodeId;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.directory.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a report. A row names its services by their place in a list, since
 * few names make many rows.
 */
public final class NodeReportFormat {

	/** More than any node can do, so that sums stay finite. */
	private static final double MOST = 1e15;

	private static final int OUTSIDE = -1;

	private NodeReportFormat() {
	}

	/**
	 * Write a report.
	 * @param out where to
	 * @param report the report; what is beyond the bounds is left out
	 */
	public static void write(MessageWriter out, NodeReport report) {
		List<CallRate> calls = first(report.calls(), NodeReport.MAX_CALLS);
		List<StartUp> startUps = first(report.startUps(), NodeReport.MAX_START_UPS);
		List<String> callees = calls.stream().map(CallRate::callee).distinct().sorted().toList();
		List<ServiceId> callers = calls.stream().flatMap(NodeReportFormat::caller).distinct().sorted().toList();
		out.int64(report.window().toNanos());
		out.list(callees, MessageWriter::string);
		out.list(callers, NodeReportFormat::write);
		out.list(calls, (row, call) -> {
			row.int32((call.caller() != null) ? callers.indexOf(call.caller()) : OUTSIDE);
			row.int32(callees.indexOf(call.callee())).int64(call.target().value());
			write(row, call.callsPerSecond());
			write(row, call.bytesPerSecond());
		});
		write(out, report.otherCallsPerSecond());
		out.list(startUps, (row, startUp) -> {
			write(row, startUp.service());
			row.int64(startUp.time().toNanos());
		});
	}

	private static <E> List<E> first(List<E> list, int most) {
		return list.subList(0, Math.min(most, list.size()));
	}

	private static Stream<ServiceId> caller(CallRate call) {
		return Stream.ofNullable(call.caller());
	}

	private static void write(MessageWriter out, ServiceId service) {
		out.string(service.name()).string(service.version());
	}

	private static void write(MessageWriter out, double value) {
		out.int64(Double.doubleToLongBits(value));
	}

	/**
	 * Read a report.
	 * @param in where from
	 * @return the report
	 * @throws MalformedMessageException if there is none, or one beyond the bounds
	 */
	public static NodeReport read(MessageReader in) throws MalformedMessageException {
		Duration window = readDuration(in);
		List<String> callees = in.list(MessageReader::string);
		List<ServiceId> callers = in.list(NodeReportFormat::readService);
		List<CallRate> calls = bounded(in.list((row) -> new CallRate(caller(callers, row.int32()),
				at(callees, row.int32()), new NodeId(row.int64()), readNumber(row), readNumber(row))),
				NodeReport.MAX_CALLS);
		double others = readNumber(in);
		List<StartUp> startUps = bounded(in.list((row) -> new StartUp(readService(row), readDuration(row))),
				NodeReport.MAX_START_UPS);
		return new NodeReport(window, calls, others, startUps);
	}

	private static @Nullable ServiceId caller(List<ServiceId> callers, int index) throws MalformedMessageException {
		return (index == OUTSIDE) ? null : at(callers, index);
	}

	private static <E> E at(List<E> names, int index) throws MalformedMessageException {
		if (index < 0 || index >= names.size()) {
			throw new MalformedMessageException("a row names service " + index + " of " + names.size());
		}
		return names.get(index);
	}

	private static <E> List<E> bounded(List<E> rows, int most) throws MalformedMessageException {
		if (rows.size() > most) {
			throw new MalformedMessageException("a report has " + rows.size() + " rows where " + most + " can be");
		}
		return rows;
	}

	private static ServiceId readService(MessageReader in) throws MalformedMessageException {
		return new ServiceId(in.string(), in.string());
	}

	private static double readNumber(MessageReader in) throws MalformedMessageException {
		double value = Double.longBitsToDouble(in.int64());
		if (!(value >= 0 && value <= MOST)) {
			throw new MalformedMessageException("a rate is " + value);
		}
		return value;
	}

	private static Duration readDuration(MessageReader in) throws MalformedMessageException {
		long nanos = in.int64();
		if (nanos < 0) {
			throw new MalformedMessageException("a time is " + nanos + " ns");
		}
		return Duration.ofNanos(nanos);
	}

}
