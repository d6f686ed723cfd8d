package dev.mesh.spring.autoconfigure.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.advice.Advice;
import dev.mesh.placement.advice.AdviceEvent;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.placement.advice.Move;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.spring.autoconfigure.actuate.AdmissionDescriptor.MoveDescriptor;
import dev.mesh.spring.autoconfigure.actuate.AdviceDescriptor.CallsDescriptor;
import dev.mesh.spring.autoconfigure.actuate.AdviceDescriptor.EventDescriptor;
import dev.mesh.spring.autoconfigure.actuate.AdviceDescriptor.ProposalDescriptor;
import dev.mesh.spring.autoconfigure.actuate.AdviceDescriptor.ReasonDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Describes what the advisor knows and has done.
 */
final class AdviceDescriptions {

	private static final int MAX_CALLS = 100;

	private final Function<NodeId, String> names;

	AdviceDescriptions(Function<NodeId, String> names) {
		this.names = names;
	}

	AdviceDescriptor describe(AdviceState state) {
		Advice advice = state.advice();
		return new AdviceDescriptor((advice != null) ? proposal(advice) : null,
				state.events().stream().map(this::event).toList(), state.callsPerSecond(), state.distance(),
				calls(state.traffic()));
	}

	private ProposalDescriptor proposal(Advice advice) {
		return new ProposalDescriptor(moves(advice.moves()), advice.cost(), advice.saving(),
				advice.reasons().stream().map(AdviceDescriptions::reason).toList());
	}

	private static ReasonDescriptor reason(Advice.Reason reason) {
		return new ReasonDescriptor(name(reason.caller()), reason.callee().toString(), reason.callsPerSecond(),
				reason.before(), reason.after());
	}

	private EventDescriptor event(AdviceEvent event) {
		return new EventDescriptor(event.at(), event.kind(), moves(event.moves()), event.predicted(), event.measured(),
				event.why());
	}

	private List<MoveDescriptor> moves(List<Move> moves) {
		return moves.stream()
			.map((move) -> new MoveDescriptor(move.service().name(), move.service().version(), name(move.from()),
					name(move.to())))
			.toList();
	}

	private List<CallsDescriptor> calls(Traffic traffic) {
		Stream<CallsDescriptor> between = traffic.between()
			.stream()
			.map((calls) -> new CallsDescriptor(calls.caller().toString(), null, calls.callee().toString(),
					calls.callsPerSecond(), calls.bytesPerSecond()));
		Stream<CallsDescriptor> entering = traffic.entering()
			.stream()
			.map((calls) -> new CallsDescriptor(null, this.names.apply(calls.node()), calls.callee().toString(),
					calls.callsPerSecond(), calls.bytesPerSecond()));
		return Stream.concat(between, entering)
			.sorted(Comparator.comparingDouble(CallsDescriptor::callsPerSecond).reversed())
			.limit(MAX_CALLS)
			.toList();
	}

	private @Nullable String name(@Nullable NodeId node) {
		return (node != null) ? this.names.apply(node) : null;
	}

	private static @Nullable String name(@Nullable ServiceId service) {
		return (service != null) ? service.toString() : null;
	}

}
