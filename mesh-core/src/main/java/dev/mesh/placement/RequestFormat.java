package dev.mesh.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.PlacementRequestException.Reason;
import dev.mesh.placement.solver.Rule;

/**
 * The binary form of requests to the coordinator and of its answers.
 */
final class RequestFormat {

	private static final int SUBMIT = 1;

	private static final int SET_MODE = 2;

	private RequestFormat() {
	}

	static void write(MessageWriter out, PlacementMessage.Request request) {
		out.int64(request.id()).int8(request.dryRun() ? 1 : 0);
		if (request.change() instanceof PolicyChange.Submit submit) {
			out.int8(SUBMIT).string(submit.topology());
		}
		else if (request.change() instanceof PolicyChange.SetMode mode) {
			out.int8(SET_MODE).string(mode.node()).int8(PlanFormat.code(mode.mode()));
		}
	}

	static PlacementMessage.Request readRequest(MessageReader in) throws MalformedMessageException {
		long id = in.int64();
		boolean dryRun = in.int8() == 1;
		int kind = in.int8();
		PolicyChange change = switch (kind) {
			case SUBMIT -> new PolicyChange.Submit(in.string());
			case SET_MODE -> new PolicyChange.SetMode(in.string(), PlanFormat.mode(in.int8()));
			default -> throw new MalformedMessageException("request " + kind + " is unknown");
		};
		return new PlacementMessage.Request(id, change, dryRun);
	}

	static void write(MessageWriter out, PlacementMessage.Reply reply) {
		out.int64(reply.id());
		if (reply.outcome() instanceof Outcome.Accepted accepted) {
			out.int8(1).block((block) -> write(block, accepted.admission()));
		}
		else if (reply.outcome() instanceof Outcome.Refused refused) {
			out.int8(0).block((block) -> write(block, refused.failure()));
		}
	}

	static PlacementMessage.Reply readReply(MessageReader in) throws MalformedMessageException {
		long id = in.int64();
		boolean accepted = in.int8() == 1;
		MessageReader block = in.block();
		return new PlacementMessage.Reply(id,
				accepted ? new Outcome.Accepted(readAdmission(block)) : new Outcome.Refused(readFailure(block)));
	}

	private static void write(MessageWriter out, Admission admission) {
		out.int64(admission.epoch());
		out.list(admission.start(), RequestFormat::writePlace);
		out.list(admission.stop(), RequestFormat::writePlace);
		out.<Admission.Move>list(admission.move(), (item, move) -> {
			PlanFormat.writeService(item, move.service());
			item.string(move.from()).string(move.to());
		});
		out.list(admission.pending(), PlanFormat::writePending);
		out.int64(Double.doubleToLongBits(admission.costBefore()));
		out.int64(Double.doubleToLongBits(admission.costAfter()));
	}

	private static Admission readAdmission(MessageReader in) throws MalformedMessageException {
		long epoch = in.int64();
		List<Admission.Place> start = in.list(RequestFormat::readPlace);
		List<Admission.Place> stop = in.list(RequestFormat::readPlace);
		List<Admission.Move> move = in
			.list((item) -> new Admission.Move(PlanFormat.readService(item), item.string(), item.string()));
		List<Plan.Pending> pending = in.list(PlanFormat::readPending);
		return new Admission(epoch, start, stop, move, pending, Double.longBitsToDouble(in.int64()),
				Double.longBitsToDouble(in.int64()));
	}

	private static void writePlace(MessageWriter out, Admission.Place place) {
		PlanFormat.writeService(out, place.service());
		out.string(place.node());
	}

	private static Admission.Place readPlace(MessageReader in) throws MalformedMessageException {
		return new Admission.Place(PlanFormat.readService(in), in.string());
	}

	private static void write(MessageWriter out, PlacementRequestException failure) {
		out.string(failure.reason().name()).string(String.valueOf(failure.getMessage()));
		out.<Conflict>list(failure.conflicts(), (item, conflict) -> {
			item.<ServiceId>list(conflict.services(), PlanFormat::writeService);
			item.string(conflict.rule().name());
			item.<Map.Entry<String, String>>list(conflict.nodes().entrySet(),
					(node, entry) -> node.string(entry.getKey()).string(entry.getValue()));
			item.string(conflict.reason());
		});
	}

	private static PlacementRequestException readFailure(MessageReader in) throws MalformedMessageException {
		Reason reason = constant(Reason.class, in.string());
		String message = in.string();
		List<Conflict> conflicts = in.list((item) -> {
			List<ServiceId> services = item.list(PlanFormat::readService);
			Rule rule = constant(Rule.class, item.string());
			Map<String, String> nodes = new HashMap<>();
			item.list((node) -> nodes.put(node.string(), node.string()));
			return new Conflict(services, rule, nodes, item.string());
		});
		return new PlacementRequestException(reason, message, conflicts);
	}

	private static <E extends Enum<E>> E constant(Class<E> type, String name) throws MalformedMessageException {
		try {
			return Enum.valueOf(type, name);
		}
		catch (IllegalArgumentException ex) {
			throw new MalformedMessageException("'" + name + "' is no " + type.getSimpleName());
		}
	}

}
