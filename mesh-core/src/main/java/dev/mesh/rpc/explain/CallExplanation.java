package dev.mesh.rpc.explain;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Where a call would go now, and why. What is asked of a selector is a pick like any
 * other, so that one that draws may answer otherwise the next time: the shares tell how
 * often. Immutable.
 *
 * @param call the service and the method
 * @param view the number of the view that this node knows
 * @param version the canonical version that the call would go to, or {@code null} where
 * there is none
 * @param route the traffic policy in force, or {@code null} if none is stated
 * @param picker what picks, as in {@code Locality}
 * @param chosen the name of the node that the call would go to first, or {@code null}
 * @param sentence all of it in one sentence
 * @param instances all instances that this node knows, in the view's order
 * @param settings how the call is made, and who says so
 * @param retries how many calls to the service could be sent again now
 * @param hedgeAfter when it would be sent to a second instance as well, or {@code null}
 * for never
 */
public record CallExplanation(String call, long view, @Nullable String version, @Nullable String route, String picker,
		@Nullable String chosen, String sentence, List<Consideration> instances, List<Setting> settings, double retries,
		@Nullable Duration hedgeAfter) {

	public CallExplanation {
		instances = List.copyOf(instances);
		settings = List.copyOf(settings);
	}

	/**
	 * Return what is said of the instance on a node.
	 * @param node the node's name
	 * @return the instance, the chosen one first if it has several; {@code null} if it
	 * has none
	 */
	public @Nullable Consideration on(String node) {
		Consideration found = null;
		for (Consideration each : this.instances) {
			if (each.node().equals(node) && (found == null || each.verdict() == Verdict.CHOSEN)) {
				found = each;
			}
		}
		return found;
	}

	/**
	 * Return all of it as text of several lines, for people.
	 */
	@Override
	public String toString() {
		return this.sentence
				+ this.instances.stream()
					.map((each) -> "\n  " + each.node() + " " + each.version() + " " + each.verdict()
							+ (each.why().isEmpty() ? "" : ": " + each.why()))
					.collect(Collectors.joining())
				+ this.settings.stream().map((each) -> "\n  " + each).collect(Collectors.joining());
	}

}
