package dev.mesh.placement.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution.Cost;
import dev.mesh.placement.solver.Wanted;

/**
 * How things are called in sentences. A service goes by its name, and where several
 * versions are to be placed, by its name and version.
 */
final class Wording {

	/** Up to so many are listed in full, else so many are shown. */
	private static final int MAX_LISTED = 8;

	private static final int SHOWN = 5;

	private final Set<String> serviceNames = new TreeSet<>();

	private final Set<String> ambiguous = new TreeSet<>();

	Wording(Problem problem) {
		for (Wanted wanted : problem.services()) {
			String name = wanted.spec().service().name();
			if (!this.serviceNames.add(name)) {
				this.ambiguous.add(name);
			}
		}
	}

	String name(ServiceId service) {
		return this.ambiguous.contains(service.name()) ? service.toString() : service.name();
	}

	/** A tag, which may be a service's name. */
	String tag(String tag) {
		return this.serviceNames.contains(tag) ? tag : "tag '" + tag + "'";
	}

	boolean isServiceName(String tag) {
		return this.serviceNames.contains(tag);
	}

	static String instances(long count) {
		return count(count, "instance");
	}

	static String count(long count, String noun) {
		return count + " " + noun + ((count == 1) ? "" : "s");
	}

	/** A number with up to three decimals. */
	static String number(double value) {
		if (Double.isNaN(value) || Double.isInfinite(value)) {
			return Double.toString(value);
		}
		BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
		return rounded.toPlainString();
	}

	/** The nearest number, not below, that {@link #number} shows as it is. */
	static double atLeast(double value) {
		return BigDecimal.valueOf(value).setScale(3, RoundingMode.CEILING).doubleValue();
	}

	/** The nearest number, not above, that {@link #number} shows as it is. */
	static double atMost(double value) {
		return BigDecimal.valueOf(value).setScale(3, RoundingMode.FLOOR).doubleValue();
	}

	/** The first of several, and how many more there are. */
	static String list(List<String> texts) {
		List<String> shown = new ArrayList<>(texts);
		if (texts.size() > MAX_LISTED) {
			shown = new ArrayList<>(texts.subList(0, SHOWN));
			shown.add((texts.size() - SHOWN) + " more");
		}
		if (shown.size() < 2) {
			return String.join("", shown);
		}
		return String.join(", ", shown.subList(0, shown.size() - 1)) + " and " + shown.get(shown.size() - 1);
	}

	/** The terms that are not zero: {@code : load 10, moving -5}, or nothing. */
	static String terms(Cost cost) {
		return terms(cost, "");
	}

	/** The terms that are not zero, each with its sign. */
	static String differences(Cost cost) {
		return terms(cost, "+");
	}

	private static String terms(Cost cost, String plus) {
		List<String> terms = new ArrayList<>();
		add(terms, "bias", cost.bias(), plus);
		add(terms, "zones", cost.zones(), plus);
		add(terms, "load", cost.load(), plus);
		add(terms, "traffic", cost.traffic(), plus);
		add(terms, "moving", cost.moving(), plus);
		return terms.isEmpty() ? "" : terms.stream().collect(Collectors.joining(", ", ": ", ""));
	}

	private static void add(List<String> terms, String name, double value, String plus) {
		String text = number(value);
		if (!text.equals("0")) {
			terms.add(name + " " + ((value > 0) ? plus : "") + text);
		}
	}

}
