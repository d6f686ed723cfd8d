package dev.mesh.spring.autoconfigure.actuate;

import java.util.List;

import dev.mesh.placement.Conflict;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why a request came to nothing, in the manner of problem details (RFC 9457).
 *
 * @param status the HTTP status
 * @param title what the status means
 * @param detail what happened and what to do
 * @param retryable whether the same request may succeed a little later
 * @param conflicts what stands against the request, {@code null} unless that is why
 */
public record ProblemDescriptor(int status, String title, String detail, boolean retryable,
		@Nullable List<ConflictDescriptor> conflicts) implements OperationResponseBody {

	static ProblemDescriptor badRequest(String detail) {
		return new ProblemDescriptor(400, "Bad Request", detail, false, null);
	}

	static ProblemDescriptor notFound(String detail) {
		return new ProblemDescriptor(404, "Not Found", detail, false, null);
	}

	static ProblemDescriptor unavailable(String detail) {
		return new ProblemDescriptor(503, "Service Unavailable", detail, true, null);
	}

	static ProblemDescriptor unprocessable(String detail) {
		return new ProblemDescriptor(422, "Unprocessable Content", detail, false, null);
	}

	static ProblemDescriptor conflict(String detail, List<Conflict> conflicts) {
		return new ProblemDescriptor(422, "Unprocessable Content", detail, false,
				conflicts.stream().map(ConflictDescriptor::of).toList());
	}

}
