package dev.mesh.spring.autoconfigure.actuate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Admission;
import dev.mesh.placement.Placements;
import dev.mesh.placement.Situation;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.RouteDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * What operators can ask and change over HTTP. Changes are decided by the coordinator,
 * whichever node they are asked of.
 */
@EndpointWebExtension(endpoint = MeshEndpoint.class)
public final class MeshEndpointWebExtension {

	/** Placement gives up by itself before. */
	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String WRITABLE = "topology, nodes and the name of a node, or routes and the name of a service";

	private final Answers answers = new Answers(LIMIT);

	private final RouteOperations routes;

	private final MeshEndpoint endpoint;

	private final MeshNode node;

	MeshEndpointWebExtension(MeshEndpoint endpoint, MeshNode node) {
		this.endpoint = endpoint;
		this.node = node;
		this.routes = new RouteOperations(node, this.answers);
	}

	/**
	 * Return one part.
	 * @param part {@code losses}, or what the endpoint knows
	 * @return the part, or a 404 if there is none of that name
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> part(@Selector String part) {
		if (part.equals("losses")) {
			return this.answers.await(this.node.situation(),
					(now) -> ok(LossesDescriptor.of(now.plan().epoch(), now.losses())));
		}
		OperationResponseBody body = this.endpoint.part(part);
		return (body != null) ? ok(body) : noSuch(part, "nodes, services, placement, routes, calls or losses");
	}

	/**
	 * Explain why the instances of a service are where they are, or show its route or its
	 * calls.
	 * @param part {@code placement}, {@code routes} or {@code calls}
	 * @param name the name of the service; of placement also name@version
	 * @return the explanation, the route or the calls, or a 404 if the service is unknown
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> detail(@Selector String part, @Selector String name) {
		if (part.equals("routes")) {
			RouteDescriptor route = new RouteDescriptions(this.node).find(name);
			return (route != null) ? ok(route) : unknown(name);
		}
		if (part.equals("calls")) {
			CallReport calls = this.node.calls().of(name);
			return calls.services().isEmpty() ? unknown(name) : ok(CallsDescriptor.of(calls));
		}
		return part.equals("placement") ? this.answers.await(this.node.situation(), (now) -> explain(now, name))
				: noSuch(part + "/" + name, "placement, routes or calls, and the name of a service");
	}

	private static WebEndpointResponse<OperationResponseBody> explain(Situation now, String name) {
		ServiceId service = now.find(name);
		return (service != null)
				? ok(ExplanationDescriptor.of(now.plan().epoch(), now.explain(service), now.scale(service)))
				: unknown(name);
	}

	private static WebEndpointResponse<OperationResponseBody> unknown(String service) {
		return Answers.problem(ProblemDescriptor.notFound("No live node offers a service '" + shortened(service)
				+ "'. Look at /actuator/mesh/services for those there are."));
	}

	/**
	 * Submit a topology in place of the one before, or try out what that would do.
	 * @param part {@code topology}
	 * @param topology its text, YAML or JSON
	 * @param dryRun whether to change nothing; {@code false} if not given
	 * @return what changes, or why nothing does
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> submit(@Selector String part, @Nullable String topology,
			@Nullable String dryRun) {
		if (!part.equals("topology")) {
			return noSuch(part, WRITABLE);
		}
		if (topology == null) {
			return badRequest("The field 'topology' is missing. Give the text of the topology, YAML or JSON.");
		}
		if (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false")) {
			return badRequest("The field 'dryRun' is '" + shortened(dryRun) + "'. Use true or false.");
		}
		return this.answers.await(this.node.placements().submit(topology, Boolean.parseBoolean(dryRun)),
				(admission) -> ok(AdmissionDescriptor.of(admission)));
	}

	/**
	 * Say what a node is to take, or decide about the route of a service.
	 * @param part {@code nodes} or {@code routes}
	 * @param name the name of the node or service
	 * @param action of a node {@code cordon}, {@code drain} or {@code uncordon}, of a
	 * route {@code abort} or {@code reset}
	 * @param weights how many of a hundred calls go to which version of a service
	 * @param split what decides on which side a call falls
	 * @param matches which requests are sent to a version whatever the weights
	 * @param pin whether requests stay on a version downstream
	 * @param measure whether calls are counted even where they all go one way
	 * @param mirror what is repeated on another version
	 * @param cutover begins a verified cutover
	 * @return what changes, or why nothing does
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> act(@Selector String part, @Selector String name,
			@Nullable String action, @Nullable String weights, @Nullable String split, @Nullable String matches,
			@Nullable String pin, @Nullable String measure, @Nullable String mirror, @Nullable String cutover) {
		Map<String, String> route = new LinkedHashMap<>();
		putIfGiven(route, "weights", weights);
		putIfGiven(route, "split", split);
		putIfGiven(route, "matches", matches);
		putIfGiven(route, "pin", pin);
		putIfGiven(route, "measure", measure);
		putIfGiven(route, "mirror", mirror);
		putIfGiven(route, "cutover", cutover);
		if (part.equals("routes")) {
			putIfGiven(route, "action", action);
			return this.routes.decide(name, route);
		}
		if (!part.equals("nodes")) {
			return noSuch(part + "/" + name, WRITABLE);
		}
		if (!route.isEmpty()) {
			return badRequest(
					"The fields " + route.keySet() + " are not known here. Correct their names, or leave them out.");
		}
		return act(name, action);
	}

	private static void putIfGiven(Map<String, String> fields, String name, @Nullable String value) {
		if (value != null) {
			fields.put(name, value);
		}
	}

	private WebEndpointResponse<OperationResponseBody> act(String name, @Nullable String action) {
		if (action == null) {
			return badRequest("The field 'action' is missing. Use cordon, drain or uncordon.");
		}
		CompletionStage<Admission> admission = mode(name, action);
		return (admission != null) ? this.answers.await(admission, (admitted) -> ok(AdmissionDescriptor.of(admitted)))
				: badRequest("The field 'action' is '" + shortened(action) + "'. Use cordon, drain or uncordon.");
	}

	private @Nullable CompletionStage<Admission> mode(String name, String action) {
		Placements placements = this.node.placements();
		return switch (action) {
			case "cordon" -> placements.cordon(name);
			case "drain" -> placements.drain(name);
			case "uncordon" -> placements.uncordon(name);
			default -> null;
		};
	}

	private static WebEndpointResponse<OperationResponseBody> badRequest(String detail) {
		return Answers.problem(ProblemDescriptor.badRequest(detail));
	}

	private static WebEndpointResponse<OperationResponseBody> ok(OperationResponseBody body) {
		return new WebEndpointResponse<>(body);
	}

	private static WebEndpointResponse<OperationResponseBody> noSuch(String what, String instead) {
		return Answers
			.problem(ProblemDescriptor.notFound("There is no '" + shortened(what) + "'. Use " + instead + "."));
	}

	private static String shortened(String text) {
		return (text.length() <= 100) ? text : text.substring(0, 100) + "…";
	}

}
