package dev.mesh.spring.autoconfigure.actuate;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.mesh.placement.PlacementRequestException;
import dev.mesh.route.RouteRefusedException;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;

/**
 * Turns what the node answers into HTTP responses. The thread of the request waits, but
 * not beyond a limit.
 */
final class Answers {

	private static final MimeType PROBLEM = MimeType.valueOf("application/problem+json");

	private final Duration limit;

	/**
	 * Make answers.
	 * @param limit the longest to wait, for the case that the node's own limit fails
	 */
	Answers(Duration limit) {
		this.limit = limit;
	}

	<T> WebEndpointResponse<OperationResponseBody> await(CompletionStage<T> stage,
			Function<T, WebEndpointResponse<OperationResponseBody>> success) {
		try {
			return success.apply(stage.toCompletableFuture().get(this.limit.toNanos(), TimeUnit.NANOSECONDS));
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof PlacementRequestException refusal) {
				return problem(describe(refusal));
			}
			if (ex.getCause() instanceof RouteRefusedException refusal) {
				return problem(describe(refusal));
			}
			throw new IllegalStateException("The request to the node failed", ex.getCause());
		}
		catch (TimeoutException ex) {
			return problem(ProblemDescriptor.unavailable(
					"The node did not answer within " + this.limit + ". Look at what holds now, and ask again."));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return problem(ProblemDescriptor.unavailable("The wait for an answer was interrupted. Ask again."));
		}
	}

	static WebEndpointResponse<OperationResponseBody> problem(ProblemDescriptor problem) {
		return new WebEndpointResponse<>(problem, problem.status(), PROBLEM);
	}

	private static ProblemDescriptor describe(RouteRefusedException refusal) {
		String detail = String.valueOf(refusal.getMessage());
		return switch (refusal.reason()) {
			case UNKNOWN_SERVICE -> ProblemDescriptor.notFound(detail);
			case REFUSED -> ProblemDescriptor.unprocessable(detail);
			case NOT_READY -> ProblemDescriptor.unavailable(detail);
		};
	}

	private static ProblemDescriptor describe(PlacementRequestException refusal) {
		String detail = String.valueOf(refusal.getMessage());
		return switch (refusal.reason()) {
			case MALFORMED, TOO_LONG -> ProblemDescriptor.badRequest(detail);
			case UNKNOWN_NODE -> ProblemDescriptor.notFound(detail);
			case CONFLICT -> ProblemDescriptor.conflict(detail, refusal.conflicts());
			case NOT_READY, COORDINATOR_CHANGED, TIMEOUT -> ProblemDescriptor.unavailable(detail);
		};
	}

}
