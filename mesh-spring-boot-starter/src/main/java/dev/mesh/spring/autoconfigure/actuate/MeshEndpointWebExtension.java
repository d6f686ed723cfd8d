package dev.mesh.spring.autoconfigure.actuate;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import dev.mesh.placement.Admission;
import dev.mesh.placement.Placements;
import dev.mesh.service.MeshNode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * What operators can change over HTTP. The request goes to the coordinator, whichever
 * node it is made on.
 */
@EndpointWebExtension(endpoint = MeshEndpoint.class)
public final class MeshEndpointWebExtension {

	/** Placement gives up by itself before. */
	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final Answers answers = new Answers(LIMIT);

	private final MeshNode node;

	MeshEndpointWebExtension(MeshNode node) {
		this.node = node;
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
			return noSuch("'" + part + "'");
		}
		if (topology == null) {
			return badRequest("The field 'topology' is missing. Give the text of the topology, YAML or JSON.");
		}
		if (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false")) {
			return badRequest("The field 'dryRun' is '" + shortened(dryRun) + "'. Use true or false.");
		}
		return this.answers.await(this.node.placements().submit(topology, Boolean.parseBoolean(dryRun)),
				AdmissionDescriptor::of);
	}

	/**
	 * Say what a node is to take.
	 * @param part {@code nodes}
	 * @param name the name of the node
	 * @param action {@code cordon}, {@code drain} or {@code uncordon}
	 * @return what changes, or why nothing does
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> act(@Selector String part, @Selector String name,
			@Nullable String action) {
		if (!part.equals("nodes")) {
			return noSuch("'" + part + "/" + shortened(name) + "'");
		}
		if (action == null) {
			return badRequest("The field 'action' is missing. Use cordon, drain or uncordon.");
		}
		CompletionStage<Admission> admission = mode(name, action);
		return (admission != null) ? this.answers.await(admission, AdmissionDescriptor::of)
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

	private static WebEndpointResponse<OperationResponseBody> noSuch(String what) {
		return Answers.problem(ProblemDescriptor
			.notFound("Nothing can be written to " + what + ". Use topology, or nodes and the name of a node."));
	}

	private static String shortened(String text) {
		return (text.length() <= 100) ? text : text.substring(0, 100) + "…";
	}

}
