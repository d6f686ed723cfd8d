package dev.mesh.service.faults;

import java.util.function.Consumer;

/**
 * What befalls one of three processes that host the service.
 */
enum Fault {

	KILLED("node-1", (process) -> process.signal("KILL"), FaultProcess::awaitEnd),

	HUNG("node-1", (process) -> process.signal("STOP"), (process) -> {
		process.signal("CONT");
		process.signal("KILL");
		process.awaitEnd();
	}),

	TERMINATED("node-1", (process) -> process.signal("TERM"), FaultProcess::awaitEnd),

	SLOW("node-1", (process) -> process.tell("slow 2000"), (process) -> process.tell("well")),

	BUSY("node-1", (process) -> process.tell("busy"), (process) -> process.tell("well")),

	GARBAGE("garbage", (process) -> process.tell("garbage"), (process) -> process.tell("well")),

	/** It knows nothing of what came after the protocol's first edition. */
	OLDER("older", (process) -> {
	}, (process) -> {
	}),

	/** There is no version of the protocol that it and the others speak. */
	FOREIGN("foreign", (process) -> {
	}, (process) -> {
	});

	private final String process;

	@SuppressWarnings("ImmutableEnumChecker") // it has no state
	private final Consumer<FaultProcess> begin;

	@SuppressWarnings("ImmutableEnumChecker") // it has no state
	private final Consumer<FaultProcess> end;

	Fault(String process, Consumer<FaultProcess> begin, Consumer<FaultProcess> end) {
		this.process = process;
		this.begin = begin;
		this.end = end;
	}

	String process() {
		return this.process;
	}

	void begin(FaultCluster cluster) {
		this.begin.accept(cluster.process(this.process));
	}

	void end(FaultCluster cluster) {
		this.end.accept(cluster.process(this.process));
	}

	/** A run that is interrupted says so itself; a garbled answer cannot be read. */
	boolean endsInExceptions() {
		return this == TERMINATED || this == HUNG || this == GARBAGE;
	}

}
