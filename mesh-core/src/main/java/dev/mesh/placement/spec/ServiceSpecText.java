package dev.mesh.placement.spec;

import java.util.Objects;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.document.Document;
import dev.mesh.placement.document.Value;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a spec travels and is compared: one line of text without the
 * service's id and without what is the default, as in
 * <code>{replicas: 2..5, tags: [db], biases: {cache: prefer}, demand: 0.5}</code>. Two
 * specs of one service are equal if and only if their texts are.
 */
public final class ServiceSpecText {

	/**
	 * The longest text, in characters. Peers send them, and every node reads them all.
	 */
	public static final int MAX_LENGTH = 8000;

	private ServiceSpecText() {
	}

	/**
	 * Return the spec of which nothing is stated: one instance on every node.
	 * @param service the service
	 * @return the spec
	 */
	public static ServiceSpec defaults(ServiceId service) {
		return ServiceSpec.of(service, Replicas.ALL);
	}

	/**
	 * Write a spec to be sent.
	 * @param spec the spec
	 * @return its text
	 * @throws IllegalArgumentException if it would be longer than {@value #MAX_LENGTH}
	 * characters
	 */
	public static String write(ServiceSpec spec) {
		String text = canonical(spec);
		if (text.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("the spec of '" + spec.service() + "' has " + text.length()
					+ " characters: use at most " + MAX_LENGTH + ", with fewer tags and biases");
		}
		return text;
	}

	/**
	 * Write a spec to be compared. A topology can make it longer than what is sent.
	 * @param spec the spec
	 * @return its text, of any length
	 */
	public static String canonical(ServiceSpec spec) {
		ServiceSpec defaults = defaults(spec.service());
		Set<String> tags = unless(spec.tags(), defaults.tags());
		return new SpecOverride(unless(spec.replicas(), defaults.replicas()), tags, spec.biases(),
				unless(spec.where(), defaults.where()), unless(spec.demand(), defaults.demand()),
				unless(spec.maxPerNode(), defaults.maxPerNode()), unless(spec.maxPerZone(), defaults.maxPerZone()),
				unless(spec.spread(), defaults.spread()), unless(spec.priority(), defaults.priority()))
			.toString();
	}

	/**
	 * Read a spec. What the text does not state is the default.
	 * @param service the service
	 * @param text the text, from {@link #write(ServiceSpec)} or from anyone else
	 * @return the spec
	 * @throws IllegalArgumentException if it is not understood; the message names the
	 * service, the key, the value and the remedy
	 */
	public static ServiceSpec read(ServiceId service, String text) {
		try {
			return SpecOverride.read(Document.parse("spec", text, MAX_LENGTH)).applyTo(defaults(service));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"the spec of '" + Value.shown(service.toString()) + "' is refused: " + ex.getMessage(), ex);
		}
	}

	private static <T> @Nullable T unless(T value, T standard) {
		return Objects.equals(value, standard) ? null : value;
	}

}
