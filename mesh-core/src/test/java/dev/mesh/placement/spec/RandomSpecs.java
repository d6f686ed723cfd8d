package dev.mesh.placement.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import dev.mesh.directory.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * Draws queries, overrides and specs of every shape, with awkward words among them.
 */
public final class RandomSpecs {

	private static final List<String> WORDS = List.of("db", "cache", "zone", "tag", "in", "", "null", "~", "it's",
			"a b", "\"", "\\", "\u00e9", "x\ny", "eu-west-1a", "1:30", "\ud83d\ude00", "#", "{", "unlimited");

	private final SplittableRandom random;

	public RandomSpecs(long seed) {
		this.random = new SplittableRandom(seed);
	}

	String word() {
		return WORDS.get(this.random.nextInt(WORDS.size()));
	}

	private String tag() {
		String word = word();
		return word.isBlank() ? "t" : word;
	}

	/** An expression with needless parentheses and negations, depth first. */
	String expression(int depth) {
		if (depth == 0) {
			return comparison();
		}
		return switch (this.random.nextInt(5)) {
			case 0 -> "!" + (this.random.nextBoolean() ? "!" : "") + "(" + expression(depth - 1) + ")";
			case 1 -> "(" + expression(depth - 1) + ")";
			case 2 -> expression(depth - 1) + "&&" + expression(depth - 1);
			case 3 -> "(" + expression(depth - 1) + ") || " + expression(depth - 1);
			default -> comparison();
		};
	}

	private String comparison() {
		String key = this.random.nextBoolean()
				? List.of("name", "zone", "region", "tag", "disk").get(this.random.nextInt(5)) : quoted();
		return switch (this.random.nextInt(5)) {
			case 0 -> key;
			case 1 -> key + "=" + quoted();
			case 2 -> key + " != " + quoted();
			case 3 -> "! " + key + " in (" + quoted() + "," + quoted() + ")";
			default -> key + " in (" + quoted() + ")";
		};
	}

	private String quoted() {
		return NodeQueryLexer.quoted(word());
	}

	public SpecOverride override() {
		return new SpecOverride(maybe(this::replicas), maybe(this::tags), biases(), maybe(this::where),
				maybe(this::demand), maybe(this::limit), maybe(this::limit), maybe(() -> pick(Spread.values())),
				maybe(this.random::nextInt));
	}

	ServiceSpec spec() {
		return override().applyTo(ServiceSpecText.defaults(new ServiceId(tag(), "1")));
	}

	private Replicas replicas() {
		int min = 1 + this.random.nextInt(5);
		return this.random.nextInt(4) == 0 ? Replicas.ALL : new Replicas(min, min + this.random.nextInt(3));
	}

	private Set<String> tags() {
		Set<String> tags = new HashSet<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			tags.add(tag());
		}
		return tags;
	}

	private List<Bias> biases() {
		Map<String, Bias> biases = new LinkedHashMap<>();
		for (String tag : tags()) {
			biases.put(tag, new Bias(tag, pick(BiasKind.values()), 1 + this.random.nextInt(3)));
		}
		return new ArrayList<>(biases.values());
	}

	private NodeQuery where() {
		return this.random.nextInt(5) == 0 ? NodeQuery.ANY : NodeQuery.parse(expression(3));
	}

	private Double demand() {
		return switch (this.random.nextInt(5)) {
			case 0 -> 0.0;
			case 1 -> Double.MIN_VALUE;
			case 2 -> Double.MAX_VALUE;
			case 3 -> 2.0;
			default -> this.random.nextDouble();
		};
	}

	private Integer limit() {
		return this.random.nextInt(4) == 0 ? ServiceSpec.UNLIMITED : 1 + this.random.nextInt(4);
	}

	private <T> T pick(T[] values) {
		return values[this.random.nextInt(values.length)];
	}

	private <T> @Nullable T maybe(Supplier<T> value) {
		return this.random.nextBoolean() ? value.get() : null;
	}

}
