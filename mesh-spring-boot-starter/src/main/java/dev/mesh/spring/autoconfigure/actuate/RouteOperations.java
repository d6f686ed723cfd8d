package dev.mesh.spring.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.mesh.directory.Versions;
import dev.mesh.placement.document.Document;
import dev.mesh.placement.document.FlowText;
import dev.mesh.placement.document.Value;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.TrafficRoutes;
import dev.mesh.route.cutover.CutoverPlan;
import dev.mesh.service.MeshNode;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Turns what is posted about a route into requests to the node.
 */
final class RouteOperations {

	private static final String ACTIONS = "abort or reset";

	private final MeshNode node;

	private final Answers answers;

	RouteOperations(MeshNode node, Answers answers) {
		this.node = node;
		this.answers = answers;
	}

	/**
	 * Decide about the route of a service.
	 * @param service the name of the service
	 * @param fields what was posted: a policy, a cutover or an action
	 * @return the route from then on, or why nothing changed
	 */
	WebEndpointResponse<OperationResponseBody> decide(String service, Map<String, String> fields) {
		if (fields.isEmpty()) {
			return Answers.problem(ProblemDescriptor.badRequest(
					"Nothing is asked of the route. Give weights, split, matches, pin, measure or mirror, or cutover, or an "
							+ "action: " + ACTIONS + "."));
		}
		CompletionStage<Void> decided;
		try {
			decided = request(service, fields);
		}
		catch (IllegalArgumentException ex) {
			return Answers.problem(ProblemDescriptor.unprocessable(sentence(String.valueOf(ex.getMessage()))));
		}
		return this.answers.await(decided,
				(none) -> new WebEndpointResponse<>(new RouteDescriptions(this.node).find(service)));
	}

	private CompletionStage<Void> request(String service, Map<String, String> fields) {
		TrafficRoutes routes = this.node.routes();
		for (String alone : new String[] { "action", "cutover" }) {
			if (fields.containsKey(alone) && fields.size() > 1) {
				throw new IllegalArgumentException("'" + alone + "' is given together with "
						+ fields.keySet().stream().filter((key) -> !key.equals(alone)).sorted().toList()
						+ ": give one thing at a time");
			}
		}
		String action = fields.get("action");
		if (action != null) {
			return switch (action) {
				case "abort" -> routes.abort(service);
				case "reset" -> routes.reset(service);
				default ->
					throw new IllegalArgumentException("the action is '" + Value.shown(action) + "': use " + ACTIONS);
			};
		}
		String cutover = fields.get("cutover");
		return (cutover != null) ? routes.cutOver(service, plan(service, cutover))
				: routes.set(service, RoutePolicy.read(document(fields)));
	}

	private static Value document(Map<String, String> fields) {
		Map<String, String> entries = new LinkedHashMap<>();
		fields.forEach((key, text) -> entries.put(key, isNested(text) ? text : FlowText.word(text)));
		return Document.parse("route", FlowText.mapping(entries), RoutePolicy.MAX_LENGTH);
	}

	private static boolean isNested(String text) {
		return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
	}

	private CutoverPlan plan(String service, String text) {
		Value section = Document.parse("cutover", isNested(text) ? text : "{to: " + FlowText.word(text) + "}",
				RoutePolicy.MAX_LENGTH);
		return CutoverPlan.read(section, current(service, target(section)));
	}

	private static String target(Value section) {
		Value to = section.mapping("a mapping with the version to go to, as in {to: v2}").get("to");
		return (to != null) ? Versions.canonical(to.word("a version, as in v2")) : "";
	}

	/** The version that takes most of the calls now. */
	private String current(String service, String target) {
		RoutePolicy policy = this.node.routes().book().get().policy(service);
		return policy.weights()
			.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.map(Map.Entry::getKey)
			.or(() -> new RouteDescriptions(this.node).versions(service)
				.entrySet()
				.stream()
				.filter((version) -> !version.getValue().isEmpty() && !version.getKey().equals(target))
				.map(Map.Entry::getKey)
				.findFirst())
			.orElseThrow(() -> new IllegalArgumentException("no version of '" + Value.shown(service)
					+ "' but the one to go to is ready: start the one to come from, or name it with 'from'"));
	}

	private static String sentence(String message) {
		String upper = Character.toUpperCase(message.charAt(0)) + message.substring(1);
		return upper.endsWith(".") ? upper : upper + ".";
	}

}
