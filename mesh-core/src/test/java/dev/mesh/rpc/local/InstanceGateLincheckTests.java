package dev.mesh.rpc.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;

import dev.mesh.directory.ServiceId;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Entering and closing are linearizable, the gate is never idle while a call is inside,
 * and the signal is not lost: when all is quiet, a closed and empty gate is idle, also
 * where a method's counter is made while calls come and go. Each thread leaves only as
 * often as it has entered.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "method", gen = IntGen.class, conf = "0:2")
public class InstanceGateLincheckTests {

	private static final int MOST_THREADS = 8;

	private final InstanceGate gate = new InstanceGate(new ServiceId("s", "1"), "bean");

	private final AtomicIntegerArray inside = new AtomicIntegerArray(MOST_THREADS);

	private volatile CompletableFuture<Void> idle = new CompletableFuture<>();

	private volatile boolean closed;

	@Operation
	public boolean enter(@Param(name = "thread") int thread, @Param(name = "method") int method) {
		if (!this.gate.enter(method)) {
			return false;
		}
		this.inside.incrementAndGet(thread);
		requireBusy();
		return true;
	}

	@Operation
	public void exit(@Param(name = "thread") int thread) {
		if (this.inside.get(thread) > 0) {
			requireBusy();
			this.inside.decrementAndGet(thread);
			this.gate.exit();
		}
	}

	@Operation
	public void close() {
		this.idle = this.gate.close().toCompletableFuture();
		this.closed = true;
	}

	private void requireBusy() {
		if (this.idle.isDone()) {
			throw new IllegalStateException("idle while a call is inside");
		}
	}

	@Validate
	public void nothingIsLost() {
		int calls = 0;
		for (int thread = 0; thread < MOST_THREADS; thread++) {
			calls += this.inside.get(thread);
		}
		if (this.gate.inFlight() != calls) {
			throw new IllegalStateException("counts " + this.gate.inFlight() + " calls, inside are " + calls);
		}
		if (this.idle.isDone() != (this.closed && calls == 0)) {
			throw new IllegalStateException("idle is " + this.idle.isDone() + " with " + calls + " calls inside");
		}
	}

	@Test
	void isLinearizableUnderModelChecking() {
		new ModelCheckingOptions().threads(2)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(1)
			.iterations(8)
			.invocationsPerIteration(200)
			.minimizeFailedScenario(false)
			.check(getClass());
	}

}
