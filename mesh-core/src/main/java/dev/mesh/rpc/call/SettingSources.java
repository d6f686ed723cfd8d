package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.explain.Setting;
import dev.mesh.rpc.resilience.CallPolicy;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a method are made, and who says so: what is configured for it, else
 * for its service, else what the contract says.
 */
final class SettingSources {

	private final MethodCall method;

	private final @Nullable Duration limit;

	private final ServiceCalls configured;

	/**
	 * Make it for one request.
	 * @param method what is called
	 * @param limit the longest the request may take, or {@code null} if it does not say
	 */
	SettingSources(MethodCall method, @Nullable Duration limit) {
		this.method = method;
		this.limit = limit;
		this.configured = method.route().guard().configured();
	}

	List<Setting> list() {
		CallPolicy policy = this.method.policy();
		List<Setting> settings = new ArrayList<>();
		settings.add(timeout());
		settings.add(setting("idempotent", policy.idempotent(), CallSettings::idempotent, "default"));
		settings.add(setting("max-attempts", policy.maxAttempts(), CallSettings::maxAttempts, "default"));
		settings.add(setting("hedged", policy.hedged(), CallSettings::hedged, "default"));
		settings.add(setting("priority", policy.priorityNow(), CallSettings::priority,
				(CallContext.current() != null) ? "call being served" : "default"));
		RetryOptions retry = this.configured.retry();
		settings.add(new Setting("retry", retry.budget() + " of the calls, " + retry.saved() + " saved up",
				retry.equals(RetryOptions.DEFAULTS) ? "default" : path() + ".retry"));
		settings.add(new Setting("slow", Duration.ofNanos(this.method.samples().slowNanos()).toString(),
				(this.configured.slow() != null) ? path() + ".slow" : "default"));
		return settings;
	}

	private Setting timeout() {
		Duration own = this.method.policy().timeout();
		Duration stated = (this.limit != null) ? this.limit : own;
		CallContext served = CallContext.current();
		if (served != null && served.remaining().compareTo(stated) < 0) {
			return new Setting("timeout", served.remaining().toString(), "deadline of the call being served");
		}
		return (this.limit != null) ? new Setting("timeout", stated.toString(), "request")
				: setting("timeout", own, CallSettings::timeout, "mesh.rpc.timeout");
	}

	private Setting setting(String name, Object value, Function<CallSettings, @Nullable Object> part, String other) {
		return new Setting(name, value.toString(), from(part, other));
	}

	private String from(Function<CallSettings, @Nullable Object> part, String other) {
		String name = this.method.method().name();
		if (part.apply(this.configured.ofMethodAlone(name)) != null) {
			return path() + ".methods." + name;
		}
		if (part.apply(this.configured.calls()) != null) {
			return path();
		}
		return (part.apply(ServiceGuard.declared(this.method.method())) != null) ? "@MeshCall" : other;
	}

	private String path() {
		return "mesh.services." + this.method.point().service() + ".calls";
	}

	private long deadlineNanos() {
		return MethodCall.deadlineNanos((this.limit != null) ? this.limit.toNanos() : this.method.timeoutNanos());
	}

	/**
	 * Return when the call would be sent to a second instance, should the first not have
	 * answered.
	 * @return the time, or {@code null} for never
	 */
	@Nullable Duration hedgeAfter() {
		long deadline = deadlineNanos();
		long at = new Hedging(this.method, this.method.untried()).atNanos(deadline);
		return (at - deadline < 0) ? Duration.ofNanos(at - System.nanoTime()) : null;
	}

}
