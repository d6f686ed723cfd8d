package dev.mesh.directory;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * What versions of services are called, and which of two is the newer. The version
 * {@code 2} may be written {@code v2}; {@code 10} is newer than {@code 9}, {@code 1.1}
 * than {@code 1}, and {@code 1.0} than {@code 1.0-rc1}.
 */
public final class Versions {

	/**
	 * The longest version that calls can be routed to by name, in characters.
	 */
	public static final int MAX_LENGTH = 64;

	/**
	 * Orders canonical versions, the newest first.
	 */
	public static final Comparator<String> NEWEST_FIRST = Versions::newestFirst;

	private static final Pattern SEPARATOR = Pattern.compile("[.\\-_+]");

	private static final String MISSING = "";

	private Versions() {
	}

	/**
	 * Return the one form of a version that can be written in two ways.
	 * @param version the version, as services and people write it
	 * @return the version without a leading {@code v} before a digit
	 */
	public static String canonical(String version) {
		String trimmed = version.trim();
		boolean prefixed = trimmed.length() > 1 && (trimmed.charAt(0) == 'v' || trimmed.charAt(0) == 'V')
				&& isDigit(trimmed.charAt(1));
		return prefixed ? trimmed.substring(1) : trimmed;
	}

	private static boolean isDigit(int character) {
		return character >= '0' && character <= '9';
	}

	private static int newestFirst(String one, String other) {
		if (one.equals(other)) {
			return 0;
		}
		String[] ones = SEPARATOR.split(one, -1);
		String[] others = SEPARATOR.split(other, -1);
		for (int i = 0; i < Math.max(ones.length, others.length); i++) {
			int order = part((i < others.length) ? others[i] : MISSING, (i < ones.length) ? ones[i] : MISSING);
			if (order != 0) {
				return order;
			}
		}
		return other.compareTo(one);
	}

	private static int part(String one, String other) {
		if (rank(one) != rank(other)) {
			return Integer.compare(rank(one), rank(other));
		}
		return (rank(one) == 2) ? number(one, other) : one.compareTo(other);
	}

	/** A word is a stage on the way to what follows without one: rc1 comes before. */
	private static int rank(String part) {
		if (part.isEmpty()) {
			return 1;
		}
		return part.chars().allMatch(Versions::isDigit) ? 2 : 0;
	}

	private static int number(String one, String other) {
		String first = withoutZeros(one);
		String second = withoutZeros(other);
		int byLength = Integer.compare(first.length(), second.length());
		return (byLength != 0) ? byLength : first.compareTo(second);
	}

	private static String withoutZeros(String digits) {
		int start = 0;
		while (start < digits.length() - 1 && digits.charAt(start) == '0') {
			start++;
		}
		return digits.substring(start);
	}

}
