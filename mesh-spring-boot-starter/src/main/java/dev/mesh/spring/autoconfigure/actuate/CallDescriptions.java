package dev.mesh.spring.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.explain.AttemptSample;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.explain.CallReport.InstanceReport;
import dev.mesh.rpc.explain.CallReport.ServiceReport;
import dev.mesh.rpc.explain.CallSample;
import dev.mesh.rpc.explain.Consideration;
import dev.mesh.rpc.explain.Consideration.Condition;
import dev.mesh.selector.Opinion;
import dev.mesh.spring.autoconfigure.actuate.CallsDescriptor.AttemptDescriptor;
import dev.mesh.spring.autoconfigure.actuate.CallsDescriptor.ConsiderationDescriptor;
import dev.mesh.spring.autoconfigure.actuate.CallsDescriptor.InstanceDescriptor;
import dev.mesh.spring.autoconfigure.actuate.CallsDescriptor.SampleDescriptor;
import dev.mesh.spring.autoconfigure.actuate.CallsDescriptor.ServiceDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a node knows of its calls.
 *
 * @param now the moment that is described
 */
record CallDescriptions(Instant now) {

	CallsDescriptor describe(CallReport report) {
		return new CallsDescriptor(report.services().stream().map(CallDescriptions::service).toList(),
				report.instances().stream().map(this::instance).toList(),
				report.samples().stream().map(CallDescriptions::sample).toList());
	}

	private static ServiceDescriptor service(ServiceReport service) {
		return new ServiceDescriptor(service.service(), service.limit(), service.running(), service.waiting(),
				service.retries());
	}

	private InstanceDescriptor instance(InstanceReport instance) {
		Duration left = instance.leftAloneFor();
		return new InstanceDescriptor(instance.service(), instance.version(), instance.node(), instance.zone(),
				instance.reachable(), instance.standing(), left.isZero() ? null : this.now.plus(left),
				instance.failuresInARow(), instance.calls(), instance.failed(), instance.slow(), instance.inFlight(),
				micros(instance.latency()));
	}

	private static SampleDescriptor sample(CallSample sample) {
		return new SampleDescriptor(sample.at(), sample.kind(), sample.point().service(), sample.point().method(),
				sample.outcome(), sample.error(), unlessEmpty(sample.message()), micros(sample.took()),
				micros(sample.left()), micros(sample.slowFrom()), micros(sample.waited()), sample.version(),
				sample.keyHash(), new TreeSet<>(sample.baggage()), sample.tried(),
				sample.attempts().stream().map(CallDescriptions::attempt).toList(), sample.retries(),
				sample.instances().stream().map(CallDescriptions::consideration).toList());
	}

	private static AttemptDescriptor attempt(AttemptSample attempt) {
		return new AttemptDescriptor(attempt.node(), micros(attempt.after()), micros(attempt.took()), attempt.hedge(),
				attempt.end(), attempt.reason(), unlessEmpty(attempt.message()));
	}

	private static ConsiderationDescriptor consideration(Consideration instance) {
		Opinion opinion = instance.opinion();
		Condition condition = instance.condition();
		return new ConsiderationDescriptor(instance.node(), instance.zone(), instance.version(), instance.verdict(),
				unlessEmpty(instance.why()), (opinion != null) ? opinion.score() : null,
				(opinion != null) ? opinion.why() : null, (condition != null) ? condition.inFlight() : null,
				(condition != null) ? condition.inFlightOfOthers() : null,
				(condition != null) ? micros(condition.latency()) : null);
	}

	private static @Nullable String unlessEmpty(String text) {
		return text.isEmpty() ? null : text;
	}

	private static long micros(Duration time) {
		return TimeUnit.NANOSECONDS.toMicros(time.toNanos());
	}

}
