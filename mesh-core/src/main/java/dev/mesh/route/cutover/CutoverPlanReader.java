package dev.mesh.route.cutover;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mesh.directory.Versions;
import dev.mesh.placement.document.Value;
import dev.mesh.route.compare.FieldMask;

/**
 * Reads a plan from a document.
 */
final class CutoverPlanReader {

	private static final String PLAN = "from, to, steps, hold, calls, patience, share, ignore and guards";

	private static final String GUARDS = "errors, slower, floor and mismatches";

	private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

	private final Map<String, Value> entries;

	private CutoverPlanReader(Value section, String known) {
		this.entries = section.mapping("a mapping with any of " + known);
		List<String> keys = List.of(known.split(", | and "));
		this.entries.forEach((key, value) -> {
			if (!keys.contains(key)) {
				throw value.unknown(known);
			}
		});
	}

	static CutoverPlan read(Value section, String current) {
		CutoverPlanReader reader = new CutoverPlanReader(section, PLAN);
		Value target = reader.entries.get("to");
		if (target == null) {
			throw section.refused("a mapping with the version to go to, as in {to: v2}");
		}
		String from = reader.read("from", current, CutoverPlanReader::version);
		CutoverPlan usual = CutoverPlan.of(from, from.equals("?") ? "" : "?");
		Duration hold = reader.read("hold", usual.hold(), CutoverPlanReader::time);
		Duration patience = reader.read("patience", longer(usual.patience(), hold), CutoverPlanReader::time);
		try {
			return new CutoverPlan(from, version(target), reader.read("steps", usual.steps(), CutoverPlanReader::steps),
					hold, reader.read("calls", usual.calls(), CutoverPlanReader::number), patience,
					reader.read("share", usual.share(), CutoverPlanReader::number),
					reader.read("ignore", usual.ignore(), CutoverPlanReader::masks),
					reader.read("guards", usual.guards(), CutoverPlanReader::guards));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + section.path() + "' is refused: " + ex.getMessage(), ex);
		}
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private static Guards guards(Value section) {
		CutoverPlanReader reader = new CutoverPlanReader(section, GUARDS);
		Guards usual = Guards.DEFAULTS;
		return new Guards(reader.read("errors", usual.errors(), CutoverPlanReader::decimal),
				reader.read("slower", usual.slower(), CutoverPlanReader::decimal),
				reader.read("floor", usual.floor(), CutoverPlanReader::time),
				reader.read("mismatches", usual.mismatches(), CutoverPlanReader::decimal));
	}

	private <T> T read(String key, T absent, Function<Value, T> reader) {
		Value value = this.entries.get(key);
		return (value != null) ? reader.apply(value) : absent;
	}

	private static String version(Value value) {
		return Versions.canonical(value.word("a version, as in v2"));
	}

	private static List<Integer> steps(Value section) {
		return section.list("a list of percentages, as in [5, 25, 50, 100]")
			.stream()
			.map(CutoverPlanReader::number)
			.toList();
	}

	private static List<FieldMask> masks(Value section) {
		return section.list("a list of fields, as in [servedBy, 'lines[*].id']").stream().map((item) -> {
			try {
				return FieldMask.of(item.word("the path of a field"));
			}
			catch (IllegalArgumentException ex) {
				throw item.refused("the path of a field, as in total or lines[*].id");
			}
		}).toList();
	}

	private static int number(Value value) {
		String word = value.word("a whole number");
		if (!word.matches("\\d{1,9}")) {
			throw value.refused("a whole number");
		}
		return Integer.parseInt(word);
	}

	private static double decimal(Value value) {
		String word = value.word("a number");
		if (!word.matches("\\d{1,9}(\\.\\d{1,9})?")) {
			throw value.refused("a number, as in 0.5");
		}
		return Double.parseDouble(word);
	}

	private static Duration time(Value value) {
		String remedy = "a time, as in 500ms, 30s or 10m";
		Matcher matcher = TIME.matcher(value.word(remedy));
		if (!matcher.matches()) {
			throw value.refused(remedy);
		}
		long amount = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			case "m" -> Duration.ofMinutes(amount);
			default -> Duration.ofHours(amount);
		};
	}

}
