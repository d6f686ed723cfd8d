package dev.mesh.spring.autoconfigure.actuate;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Refuses writes with fields that mean nothing: a {@code dryrun} that is taken for none
 * would change the cluster.
 */
final class KnownFields implements OperationInvokerAdvisor {

	private static final EndpointId MESH = EndpointId.of("mesh");

	private static final int MAX_LISTED = 5;

	@Override
	public OperationInvoker apply(EndpointId endpoint, OperationType type, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!endpoint.equals(MESH) || type != OperationType.WRITE) {
			return invoker;
		}
		Set<String> known = StreamSupport.stream(parameters.spliterator(), false)
			.map(OperationParameter::getName)
			.collect(Collectors.toUnmodifiableSet());
		return (context) -> {
			List<String> unknown = unknown(context, known);
			return unknown.isEmpty() ? invoker.invoke(context) : Answers.problem(ProblemDescriptor
				.badRequest("The fields " + unknown + " are not known here. Correct their names, or leave them out."));
		};
	}

	private static List<String> unknown(InvocationContext context, Set<String> known) {
		Set<String> unknown = new TreeSet<>(context.getArguments().keySet());
		unknown.removeAll(known);
		return unknown.stream()
			.limit(MAX_LISTED)
			.map((name) -> (name.length() <= 100) ? name : name.substring(0, 100) + "…")
			.toList();
	}

}
