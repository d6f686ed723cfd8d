package dev.mesh.route.cutover;

import java.time.Duration;
import java.util.List;

import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.route.compare.FieldMask;

/**
 * The binary form of a cutover. Later versions may append fields to any block.
 */
public final class CutoverFormat {

	private static final CutoverPhase[] PHASES = CutoverPhase.values();

	private CutoverFormat() {
	}

	/**
	 * Write a cutover.
	 * @param out the block for it
	 * @param cutover the cutover
	 */
	public static void write(MessageWriter out, Cutover cutover) {
		out.block((block) -> write(block, cutover.plan()))
			.int8(code(cutover.phase()))
			.int32(cutover.step())
			.block((block) -> write(block, cutover.reference()))
			.list(cutover.events(), CutoverFormat::write);
	}

	private static void write(MessageWriter out, CutoverPlan plan) {
		out.string(plan.from()).string(plan.to());
		out.list(plan.steps(), (item, step) -> item.int32(step));
		out.int64(plan.hold().toMillis()).int32(plan.calls()).int64(plan.patience().toMillis()).int32(plan.share());
		out.list(plan.ignore(), (item, mask) -> item.string(mask.toString()));
		Guards guards = plan.guards();
		out.int64(Double.doubleToLongBits(guards.errors()))
			.int64(Double.doubleToLongBits(guards.slower()))
			.int64(guards.floor().toMillis())
			.int64(Double.doubleToLongBits(guards.mismatches()));
	}

	private static void write(MessageWriter out, CutoverEvent event) {
		out.int64(event.at()).int8(code(event.phase())).int32(event.weight()).string(event.why());
		Evidence evidence = event.evidence();
		out.block((block) -> write(block, evidence.from()))
			.block((block) -> write(block, evidence.to()))
			.int64(evidence.compared())
			.int64(evidence.mismatched())
			.string(evidence.field());
	}

	private static void write(MessageWriter out, Sample sample) {
		out.int64(sample.calls()).int64(sample.errors()).int64(sample.p99Micros());
	}

	/**
	 * Read a cutover.
	 * @param in the block of it
	 * @return the cutover
	 * @throws MalformedMessageException if there is none
	 */
	public static Cutover read(MessageReader in) throws MalformedMessageException {
		try {
			CutoverPlan plan = plan(in.block());
			CutoverPhase phase = phase(in.int8());
			int step = in.int32();
			if (step < 0 || step >= plan.steps().size()) {
				throw new MalformedMessageException("step " + step + " of " + plan.steps().size());
			}
			return new Cutover(plan, phase, step, sample(in.block()), in.list(CutoverFormat::event));
		}
		catch (IllegalArgumentException ex) {
			throw new MalformedMessageException("a cutover is refused: " + ex.getMessage());
		}
	}

	private static CutoverPlan plan(MessageReader in) throws MalformedMessageException {
		String from = in.string();
		String to = in.string();
		List<Integer> steps = in.list(MessageReader::int32);
		Duration hold = Duration.ofMillis(in.int64());
		int calls = in.int32();
		Duration patience = Duration.ofMillis(in.int64());
		int share = in.int32();
		List<FieldMask> ignore = in.list((item) -> FieldMask.of(item.string()));
		Guards guards = new Guards(Double.longBitsToDouble(in.int64()), Double.longBitsToDouble(in.int64()),
				Duration.ofMillis(in.int64()), Double.longBitsToDouble(in.int64()));
		return new CutoverPlan(from, to, steps, hold, calls, patience, share, ignore, guards);
	}

	private static CutoverEvent event(MessageReader in) throws MalformedMessageException {
		long at = in.int64();
		CutoverPhase phase = phase(in.int8());
		int weight = in.int32();
		String why = in.string();
		Sample from = sample(in.block());
		Sample to = sample(in.block());
		return new CutoverEvent(at, phase, weight, why, new Evidence(from, to, in.int64(), in.int64(), in.string()));
	}

	private static Sample sample(MessageReader in) throws MalformedMessageException {
		return new Sample(in.int64(), in.int64(), in.int64());
	}

	@SuppressWarnings("EnumOrdinal") // CutoverPhase promises its order
	private static int code(CutoverPhase phase) {
		return phase.ordinal();
	}

	private static CutoverPhase phase(int code) throws MalformedMessageException {
		if (code >= PHASES.length) {
			throw new MalformedMessageException("phase " + code + " is unknown to this version");
		}
		return PHASES[code];
	}

}
