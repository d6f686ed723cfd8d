package dev.mesh.placement.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.placement.document.Value;
import org.jspecify.annotations.Nullable;

/**
 * What somebody states about a service and what therefore takes the place of what was
 * stated before; {@code null} is left as it was. Immutable.
 *
 * @param replicas how many instances
 * @param tags what others' biases know it by, in place of all earlier ones
 * @param biases its wishes, each in place of an earlier one on the same tag;
 * {@link BiasKind#NEUTRAL} takes that away
 * @param where which nodes; {@link NodeQuery#ANY} takes an earlier condition away
 * @param demand the room one instance takes
 * @param maxPerNode the most instances on one node
 * @param maxPerZone the most instances in one zone; {@link ServiceSpec#UNLIMITED} takes
 * an earlier limit away
 * @param spread over what its instances are spread
 * @param priority who is kept when room runs out
 */
public record SpecOverride(@Nullable Replicas replicas, @Nullable Set<String> tags, List<Bias> biases,
		@Nullable NodeQuery where, @Nullable Double demand, @Nullable Integer maxPerNode, @Nullable Integer maxPerZone,
		@Nullable Spread spread, @Nullable Integer priority) {

	/**
	 * States nothing.
	 */
	public static final SpecOverride NONE = new SpecOverride(null, null, List.of(), null, null, null, null, null, null);

	public SpecOverride {
		tags = (tags != null) ? Set.copyOf(tags) : null;
		if (!Bias.oneForEachTag(biases)) {
			throw new IllegalArgumentException("there are two biases on one tag in " + biases + ": keep one of them");
		}
		biases = biases.stream().sorted(Comparator.comparing(Bias::tag)).toList();
		demand = (demand != null) ? demand + 0.0 : null;
	}

	/**
	 * Read the mapping of a document that states this.
	 * @param section the mapping, with the keys that {@link #toString()} writes
	 * @return what it states
	 * @throws IllegalArgumentException if it is not understood; the message names the
	 * path, the value and the remedy
	 */
	public static SpecOverride read(Value section) {
		return SpecReader.read(section);
	}

	/**
	 * Apply this to what was stated before.
	 * @param spec what was stated before
	 * @return the spec that results
	 * @throws IllegalArgumentException if this holds a value that no spec can have
	 */
	public ServiceSpec applyTo(ServiceSpec spec) {
		return new ServiceSpec(spec.service(), or(this.replicas, spec.replicas()), or(this.tags, spec.tags()),
				merged(spec.biases()), or(this.where, spec.where()), or(this.demand, spec.demand()),
				or(this.maxPerNode, spec.maxPerNode()), or(this.maxPerZone, spec.maxPerZone()),
				or(this.spread, spec.spread()), or(this.priority, spec.priority()));
	}

	private List<Bias> merged(List<Bias> earlier) {
		Map<String, Bias> byTag = new LinkedHashMap<>();
		earlier.forEach((bias) -> byTag.put(bias.tag(), bias));
		this.biases.forEach((bias) -> byTag.put(bias.tag(), bias));
		return new ArrayList<>(byTag.values());
	}

	private static <T> T or(@Nullable T stated, T earlier) {
		return (stated != null) ? stated : earlier;
	}

	/**
	 * Return the canonical text on one line, as in
	 * <code>{replicas: 2..5, biases: {db: prefer}}</code>.
	 */
	@Override
	public String toString() {
		return SpecWriter.write(this);
	}

}
